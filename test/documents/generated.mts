import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Holds a part of a document to what a test has measured. The part stands between the comments
 * `<!-- name: generated -->` and `<!-- name: end -->`. With UPDATE_DOCS=1 it is written anew.
 * Throws an Error when the document has no such part.
 */
export function expectGenerated(file: string, name: string, content: string): void {
	const text = readFileSync(file, 'utf8');
	const [start, end] = [`<!-- ${name}: generated -->`, `<!-- ${name}: end -->`];
	const [from, to] = [text.indexOf(start), text.indexOf(end)];
	if (from < 0 || to < from) throw new Error(`${file} has no part between "${start}" and "${end}"`);
	const part = `${start}\n\n${content}\n\n${end}`;
	if (process.env.UPDATE_DOCS === '1') {
		writeFileSync(file, text.slice(0, from) + part + text.slice(to + end.length));
	} else if (text.slice(from, to + end.length) !== part) {
		throw new Error(
			`"${name}" in ${file} is not what the test saw: write it anew with UPDATE_DOCS=1. It would be:\n${content}`,
		);
	}
}

/** A table in Markdown, its columns aligned. */
export function markdownTable(
	head: readonly string[],
	rows: ReadonlyArray<readonly string[]>,
): string {
	const widths = head.map((title, column) =>
		Math.max(3, title.length, ...rows.map((row) => row[column].length)),
	);
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
	return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
