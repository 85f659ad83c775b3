import { hexId } from '../identifiers.mts';
import { tenant } from '../tenant.mts';

/** `environment` of every object: where it was seen. */
export const environment = {
	vendor_type: 'HWCP',
	domain_id: tenant.domainId,
	region_id: tenant.region,
	project_id: tenant.projectId,
};

/** `data_source`: which product reported it. Source type 1 is a cloud product. */
export function dataSource(name: string, feature: string) {
	return {
		source_type: 1,
		domain_id: tenant.domainId,
		project_id: tenant.projectId,
		region_id: tenant.region,
		company_name: 'Huawei',
		product_name: name,
		product_feature: feature,
	};
}

/** One entry of `resource_list`: a host of the estate. */
export function hostResource(host: string) {
	return {
		id: hexId(`day host ${host}`),
		name: host,
		type: 'cloudservers',
		provider: 'ecs',
		region_id: tenant.region,
		domain_id: tenant.domainId,
		project_id: tenant.projectId,
		tags: host.includes('prod') ? 'env=prod' : '',
	};
}

/** An address of a host: from a documentation range, and always the same. */
export function hostAddress(host: string): string {
	return `192.0.2.${10 + (parseInt(hexId(`address ${host}`).slice(0, 4), 16) % 200)}`;
}
