// `npm run test:operations`. The last line is the result in JSON.
import { execa } from 'execa';

import { endWith } from '../lastLine.mts';
import { operationsPage } from './page.mts';
import { offeredOperations, titleOf } from './operations.mts';

interface JestTest {
	ancestorTitles: string[];
	status: string;
	fullName: string;
}

const jest = await execa('npx', ['jest', 'test/operations', '--json', '--silent'], {
	reject: false,
	stderr: 'inherit',
});
const { testResults } = JSON.parse(jest.stdout) as {
	testResults: Array<{ assertionResults: JestTest[] }>;
};
const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
const failed = tests.filter(({ status }) => status !== 'passed');
const operations = offeredOperations();
const passed = operations.filter(({ resource, operation }) => {
	const own = tests.filter(
		({ ancestorTitles: [title] }) => title === `${resource.value}: ${operation.value}`,
	);
	return own.length > 0 && own.every(({ status }) => status === 'passed');
});
const page = await operationsPage();
const documented = operations.filter(({ resource, operation }) =>
	page.includes(`### ${resource.name}: ${operation.name}\n`),
);
const missing = operations.filter((one) => !passed.includes(one)).map(titleOf);
endWith({ operations: operations.length, passed: passed.length, documented: documented.length }, [
	...failed.map(({ fullName }) => `Failed: ${fullName}`),
	...missing.map((title) => `Not passed: ${title}`),
]);
