import type { DataObjectDetail } from '../../../secmaster/wire.ts';

/** A listed alert with an ID and content. */
export const alert = (
	id: string,
	fields: Record<string, unknown> = {},
	create_time?: string,
): DataObjectDetail => ({
	id,
	...(create_time === undefined ? {} : { create_time }),
	data_object: fields,
});

export const host = (name: string) => ({ resource_list: [{ name }] });
export const source = (...ips: string[]) => ({ network_list: ips.map((ip) => ({ src_ip: ip })) });
export const user = (name: string) => ({ user_info: [{ user_name: name }] });
