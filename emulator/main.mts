import { writeFileSync } from 'node:fs';

import { Command, InvalidArgumentError } from 'commander';

import { wholeNumber } from '../scripts/wholeNumber.mts';
import { faultKinds, Faults, type FaultKind, type FaultRule } from './faults.mts';
import {
	changeProfile,
	defaultProfile,
	profileValues,
	type ProfileName,
	takesWholeNumber,
} from './profile.mts';
import { startEmulator } from './start.mts';

const switches = Object.entries(profileValues)
	.map(([name, values]) => `  ${name.padEnd(20)}${values.join(' | ')}`)
	.join('\n');

const faults = `  ${faultKinds.join('\n  ')}

A fault hits any call, or those of a route. A route is a name as the call log has it, such as
relations.create, or a regular expression of the whole name. Times is a number or Infinity:
  --fault badGateway throttleUser:relations.create:3 internal::Infinity`;

const program = new Command('npm run emulator --')
	.description('A local SecMaster and IAM. No account, no traffic to the cloud.')
	.option('--port <n>', 'port on 127.0.0.1, 0 for a free one', wholeNumber, 8888)
	.option('--profile <name=value...>', 'how it behaves where the documentation is open', gather)
	.option(
		'--fault <kind:route:times...>',
		'faults of calls; route and times may be left out',
		addFault,
	)
	.option('--latency <ms>', 'wait before each call is carried out', wholeNumber, 0)
	.option('--seed <day|empty>', 'what it holds at the start', seed, 'day')
	.option('--tls <file>', 'serve HTTPS; clients have to trust the certificate in this file')
	.addHelpText('after', `\nProfile switches, the default first:\n${switches}`)
	.addHelpText('after', `\nFaults:\n${faults}`)
	.parse();

const { port, profile, fault = [], latency, seed: seeded, tls } = program.opts();
try {
	const emulator = await startEmulator({
		port,
		profile,
		latencyMs: latency,
		seed: seeded,
		tls: tls !== undefined,
	});
	for (const rule of fault) emulator.faults.add(rule);
	const { tenant, url, certificate } = emulator;
	if (certificate) writeFileSync(tls, certificate);
	console.log(`SecMaster emulator. Console page: ${url}/  (Ctrl-C ends it)

For the credential:
  Endpoint        ${url}
  IAM endpoint    ${url}
  Region          ${tenant.region}
  Project ID      ${tenant.projectId}
  Workspace ID    ${tenant.workspaces.main.id}  (${tenant.workspaces.main.name})
  Token           ${tenant.token}

For other clients:
  Access key      ${tenant.accessKeys.main.accessKey}, secret ${tenant.accessKeys.main.secretKey}
  IAM user        account ${tenant.account}, user ${tenant.user}, password ${tenant.password}`);
	if (certificate)
		console.log(`\nThe certificate is in ${tls}: start n8n with NODE_EXTRA_CA_CERTS=${tls}`);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void emulator.close());
	}
} catch (error) {
	const busy = error.code === 'EADDRINUSE';
	console.error(busy ? `Port ${port} is taken. Choose another one with --port.` : error.message);
	process.exitCode = 1;
}

function seed(text: string): string {
	if (text !== 'day' && text !== 'empty') throw new InvalidArgumentError('It is day or empty.');
	return text;
}

/** `name=value`, several times. The value is read as the type that the switch has. */
function gather(text: string, before: Record<string, unknown> = {}): Record<string, unknown> {
	const [name, value = ''] = text.split('=');
	const allowed: readonly unknown[] = profileValues[name as ProfileName] ?? [];
	const typed = allowed.find((one) => String(one) === value) ?? value;
	const change = { [name]: takesWholeNumber(name) ? Number(value) : typed };
	try {
		changeProfile(defaultProfile(), change);
	} catch (error) {
		throw new InvalidArgumentError(error.message);
	}
	return { ...before, ...change };
}

/** `kind:route:times`, several times. Route and times may be absent, or the route empty. */
function addFault(text: string, before: FaultRule[] = []): FaultRule[] {
	const [kind, route, times, ...rest] = text.split(':');
	if (rest.length > 0 || (times !== undefined && !/^([1-9]\d*|Infinity)$/.test(times))) {
		throw new InvalidArgumentError(
			'It is KIND, KIND:ROUTE or KIND:ROUTE:TIMES; TIMES is a whole number from 1, or Infinity.',
		);
	}
	const rule: FaultRule = {
		kind: kind as FaultKind,
		...(route && { route }),
		...(times && { times: Number(times) }),
	};
	try {
		new Faults().add(rule);
	} catch (error) {
		throw new InvalidArgumentError(error.message);
	}
	return [...before, rule];
}
