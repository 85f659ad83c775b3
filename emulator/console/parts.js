// Small pieces of the page. Text is always set as text, never as HTML.

export function make(tag, className, ...children) {
	const element = document.createElement(tag);
	if (className) element.className = className;
	element.append(...children);
	return element;
}

export const fact = (text) => make('span', '', text ?? '');

export function severity(level) {
	return level ? make('span', `severity ${level}`, level) : '';
}

/** How long ago, in the largest unit that fits. Both in milliseconds. */
export function age(then, now) {
	const minutes = Math.max(0, Math.round((now - then) / 60_000));
	if (minutes < 1) return 'just now';
	return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

/** One row of the call table. */
export function callRow(call) {
	const { n, at, method, path, status, ids, committed, fault } = call;
	const good = status >= 200 && status < 300;
	const shown = status === 0 ? 'no answer' : status < 0 ? '…' : String(status);
	const cells = [
		make('td', 'number', String(n)),
		make('td', '', new Date(at).toLocaleTimeString([], { hour12: false })),
		make('td', '', make('code', '', method)),
		make('td', 'wide', make('code', '', shortPath(path))),
		make('td', good ? 'ok' : 'failed', shown),
		make('td', 'number', ids ? String(ids.length) : ''),
		make('td', 'number', committed ? String(committed.length) : ''),
		make('td', 'failed', fault ?? ''),
	];
	const row = make('tr', '', ...cells);
	row.title = [path, ...(ids ?? []).slice(0, 10)].join('\n');
	return row;
}

/** Without project and workspace, and with long IDs cut: the whole path is in the tooltip,
 * with the first IDs. */
function shortPath(path) {
	const tail = path
		.replace(/^\/v1\/[^/]+\/workspaces\/[^/]+(?=\/)/, '')
		.replace(/^\/v1\/[^/]+/, '');
	return tail.replace(/[0-9A-Za-z_-]{32,64}/g, (id) => `${id.slice(0, 8)}…`);
}
