// The console page: asks /emulator for state and shows it, again after each `change` event.
import { markFresh } from './fresh.js';
import { age, callRow, fact, make, severity } from './parts.js';

const CLASSES = {
	incidents: 'Incidents',
	alerts: 'Alerts',
	indicators: 'Indicators',
	vulnerabilities: 'Vulnerabilities',
	evidences: 'Evidence',
	assets: 'Assets',
};
const LATEST = 60;

const at = (id) => document.getElementById(id);
const view = { workspace: undefined, tab: 'incidents', chosen: undefined };
/** What was drawn once: its rows of that time are not new. */
const drawn = new Set();
let state;

async function ask(path, options) {
	const response = await fetch(`/emulator/${path}`, options);
	if (!response.ok) throw new Error(`${path}: ${response.status}`);
	return response.status === 204 ? undefined : response.json();
}

async function refresh() {
	const [next, calls] = await Promise.all([ask('state'), ask(`calls?last=${LATEST}`)]);
	state = next;
	view.workspace ??= state.workspaces[0].id;
	view.chosen ??= workspace().incidents[0]?.id;
	showTools();
	showCalls(calls);
	await Promise.all([showList(), showDetail()]);
}

function workspace() {
	return state.workspaces.find(({ id }) => id === view.workspace) ?? state.workspaces[0];
}

function showTools() {
	at('workspace').replaceChildren(
		...state.workspaces.map(({ id, name, is_view: isView }) => {
			const option = make('option', '', isView ? `${name} (view)` : name);
			option.value = id;
			option.selected = id === view.workspace;
			return option;
		}),
	);
	const chips = Object.entries(state.switched).map(([name, value]) => `${name}: ${value}`);
	if (state.faults > 0) chips.push(`faults waiting: ${state.faults}`);
	at('behaviour').replaceChildren(...chips.map((text) => make('span', 'chip', text)));
	at('tabs').replaceChildren(
		...Object.entries(CLASSES).map(([plural, label]) => {
			const tab = make('button', '', `${label} ${workspace().counts[plural]}`);
			tab.role = 'tab';
			tab.ariaSelected = String(plural === view.tab);
			tab.onclick = () => go({ tab: plural });
			return tab;
		}),
	);
}

async function showList() {
	const incidents = view.tab === 'incidents';
	const rows = incidents
		? workspace().incidents
		: (await ask(`objects/${view.workspace}/${view.tab}`)).rows;
	const shown = rows.map((row) => (incidents ? incidentRow(row) : objectRow(row)));
	at('list').replaceChildren(...(shown.length > 0 ? shown : [make('p', 'empty', 'None.')]));
}

function incidentRow(incident) {
	const row = make('button', 'row');
	row.ariaCurrent = String(incident.id === view.chosen);
	row.onclick = () => go({ chosen: incident.id });
	const counts = Object.entries(incident.associated).map(([plural, ids]) =>
		fact(counted(ids.length, plural)),
	);
	if (counts.length === 0) counts.push(fact('nothing associated'));
	row.append(titleLine(incident), make('div', 'facts', fact(incident.status), ...counts));
	const total = Object.values(incident.associated).flat().length;
	return markFresh(row, `count ${incident.id} ${total}`, firstTime(incident.id));
}

function counted(number, plural) {
	const word = CLASSES[plural].toLowerCase();
	return `${number} ${number === 1 ? word.replace(/ies$/, 'y').replace(/s$/, '') : word}`;
}

function objectRow(object) {
	const facts = [object.status, object.source, age(object.created, state.now)].filter(Boolean);
	const row = make('div', 'row');
	row.append(titleLine(object), make('div', 'facts', ...facts.map(fact)));
	return row;
}

function titleLine(object) {
	return make('div', 'title', severity(object.severity), make('b', '', object.title));
}

async function showDetail() {
	const incident = workspace().incidents.find(({ id }) => id === view.chosen);
	if (!incident) {
		at('detail').replaceChildren(make('p', 'empty', 'This workspace has no incident.'));
		return;
	}
	const lists = await ask(`associated/${view.workspace}/incidents/${incident.id}`);
	const status = make('div', 'facts', severity(incident.severity), fact(incident.status));
	const head = make('div', 'head', make('h2', '', incident.title), status);
	head.append(make('code', '', incident.id));
	const old = firstTime(`detail ${incident.id}`);
	const parts = Object.entries(lists).flatMap(([plural, list]) =>
		associatedTable(plural, list, old),
	);
	if (parts.length === 0) parts.push(make('p', 'empty', 'Nothing is associated yet.'));
	at('detail').replaceChildren(head, ...parts);
}

function associatedTable(plural, { total, rows }, old) {
	const heads = ['Title', 'Severity', plural === 'indicators' ? 'Value' : 'Source', 'Age'];
	const head = make('tr', '', ...heads.map((text) => make('th', '', text)));
	const body = rows.map((object) => {
		const cells = [
			make('td', 'wide', object.title),
			make('td', '', severity(object.severity)),
			make('td', '', make('code', '', object.source ?? '')),
			make('td', '', age(object.created, state.now)),
		];
		return markFresh(make('tr', '', ...cells), `${view.chosen} ${object.id}`, old);
	});
	const table = make('table', '', make('thead', '', head), make('tbody', '', ...body));
	const more = total > rows.length ? `, the first ${rows.length} shown` : '';
	return [make('h3', '', `Associated ${CLASSES[plural].toLowerCase()} (${total}${more})`), table];
}

function showCalls(calls) {
	at('callCount').textContent = `${state.calls} in all`;
	at('noCalls').hidden = calls.length > 0;
	const old = firstTime('calls');
	const rows = calls.map((call) => markFresh(callRow(call), `call ${call.n} ${call.at}`, old));
	at('calls').replaceChildren(...rows.reverse());
}

/** Whether this is drawn for the first time. */
function firstTime(what) {
	const first = !drawn.has(what);
	drawn.add(what);
	return first;
}

function go(change) {
	Object.assign(view, change);
	return refresh();
}

at('workspace').onchange = ({ target }) => go({ workspace: target.value, chosen: undefined });
at('reset').onclick = () => ask('reset', { method: 'POST' });

let running = false;
let again = false;
/** One refresh at a time; what changes meanwhile is shown by one more. */
async function update() {
	again = true;
	if (running) return;
	running = true;
	while (again) {
		again = false;
		await refresh().catch((error) => console.error(error));
	}
	running = false;
}

const events = new EventSource('/emulator/events');
events.addEventListener('hello', () => {
	at('live').textContent = 'Live.';
	update();
});
events.addEventListener('change', update);
events.onerror = () => {
	at('live').textContent = 'Not connected: is the emulator running?';
};
