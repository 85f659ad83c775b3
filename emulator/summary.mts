import type { Subject } from './associations.mts';
import { classOf, dataclasses } from './dataclasses.mts';
import { defaultProfile, profileNames } from './profile.mts';
import type { StoredObject, Workspace } from './workspace.mts';
import type { World } from './world.mts';

const MOST_ROWS = 500;

/** What the console shows first: counts, and each incident with its associated IDs by class. */
export function summary(world: World) {
	return {
		now: world.now(),
		calls: world.calls.count(),
		switched: switched(world),
		faults: world.faults.list().filter(({ fired, times = 1 }) => fired < times).length,
		workspaces: [...world.workspaces.values()].map((workspace) => ({
			id: workspace.about.id,
			name: workspace.about.name,
			is_view: workspace.about.isView,
			counts: Object.fromEntries(
				dataclasses.map(({ plural }) => [plural, workspace.count(plural)]),
			),
			incidents: workspace.all('incidents').map((incident) => ({
				...row(incident),
				associated: associatedIds(workspace, { dataclass: 'incidents', id: incident.id }),
			})),
		})),
	};
}

/** The profile's switches that do not stand at their default. */
function switched({ profile }: World): Record<string, unknown> {
	const defaults = defaultProfile();
	const names = profileNames.filter((name) => profile[name] !== defaults[name]);
	return Object.fromEntries(names.map((name) => [name, profile[name]]));
}

/** The newest objects of a class as short rows. Throws an Error for an unknown class. */
export function objectRows(workspace: Workspace, plural: string) {
	if (!classOf(plural)) throw new Error(`No data class ${plural} in this emulator.`);
	const newest = workspace.all(plural).sort((one, other) => other.createdMs - one.createdMs);
	return { total: newest.length, rows: newest.slice(0, MOST_ROWS).map(row) };
}

/** Short rows of everything associated with one object, by class. */
export function associatedRows(workspace: Workspace, subject: Subject) {
	return Object.fromEntries(
		Object.entries(associatedIds(workspace, subject)).map(([plural, ids]) => {
			const found = ids.map((id) => workspace.find(plural, id)).filter((object) => !!object);
			return [plural, { total: ids.length, rows: found.slice(0, MOST_ROWS).map(row) }];
		}),
	);
}

function associatedIds({ associations }: Workspace, subject: Subject): Record<string, string[]> {
	const lists = dataclasses.map(
		({ plural }) => [plural, associations.all(subject, plural)] as const,
	);
	return Object.fromEntries(lists.filter(([, ids]) => ids.length > 0));
}

function row({ id, createdMs, fields }: StoredObject) {
	const networks = (fields.network_list ?? []) as Array<{ src_ip?: string }>;
	const vulnerability = fields.vulnerability as { level?: string } | undefined;
	return {
		id,
		title: String(fields.title ?? fields.vul_name ?? fields.name ?? id),
		severity: fields.severity ?? vulnerability?.level ?? fields.verdict,
		status: fields.handle_status ?? fields.status,
		source: networks[0]?.src_ip ?? fields.value,
		created: createdMs,
	};
}
