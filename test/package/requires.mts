import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';

import ts from 'typescript';

/** Modules that n8n's verification allows a published file to require, of those that we use. */
const ALLOWED = new Set(['n8n-workflow', 'crypto', 'node:crypto']);

/** “file: module” for each require, import or global of a packed file that n8n does not allow. */
export function forbiddenRequires(folder: string, files: readonly string[]): string[] {
	return files
		.filter((file) => file.endsWith('.js'))
		.flatMap((file) =>
			modulesOf(join(folder, file))
				.filter((name) => !name.startsWith('.') && !ALLOWED.has(name))
				.map((name) => `${file}: ${builtinModules.includes(name) ? 'built-in ' : ''}${name}`),
		);
}

/** All modules that a file names in a require or an import, read by the TypeScript parser. */
function modulesOf(path: string): string[] {
	const source = ts.createSourceFile(
		path,
		readFileSync(path, 'utf8'),
		ts.ScriptTarget.Latest,
		true,
	);
	const names: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isCallExpression(node)) {
			const called = node.expression;
			const isRequire = ts.isIdentifier(called) && called.text === 'require';
			if (isRequire || called.kind === ts.SyntaxKind.ImportKeyword) {
				const [argument] = node.arguments;
				names.push(argument && ts.isStringLiteral(argument) ? argument.text : argument?.getText());
			}
		}
		if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
			names.push(node.moduleSpecifier.text);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return names;
}
