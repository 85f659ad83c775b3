import { LONG_MS } from '../measure.mts';
import { throttle } from '../throttled.mts';
import { IN_FLIGHT } from '../workload.mts';
import { badIdsTable, memoryTable, shapeTable, throttledTable } from './otherTables.mts';
import type { Report } from './report.mts';
import { timeTable } from './table.mts';
import { targetsTable } from './targets.mts';

/** Latency of the chart, in ms. */
export const CHART_MS = 50;

/** The whole document in Markdown. */
export function documentOf({ machine, rows, throttled, bad_ids: badIds }: Report): string {
	return `# Performance

Written by \`npm run bench\` from one run on ${machine.date}; the figures are in
[performance.json](performance.json). ${machine.cpu}, ${machine.cores} cores, ${machine.memory_gb} GB;
${machine.system}, Node.js ${machine.node}, n8n ${machine.n8n}. n8n, the emulator and the benchmark share
the cores, so times at 0 ms are mostly the machine's. The load average before the run was ${machine.load}; what
is above the number of cores was other work, and lengthens all times. Nothing here was measured against
the live service.

## Targets

IDs in one list. The node runs in real n8n; the client alone is shown where it is named.

${targetsTable(rows, throttled)}

Over HTTPS the node is further from the limit because n8n opens a connection, with a TLS handshake, for
each call, where the bare clients keep theirs open. The memory of the node in n8n is that of n8n's whole
process, which keeps all items and the execution's data as well.

## Time

${timeTable(rows.filter(({ shape }) => shape === 'lists'))}

![Time over the number of IDs at ${CHART_MS} ms latency, for all contenders](images/performance.svg)

- **SecMaster node**: this package as it is published, installed in n8n. IDs in one list for each object.
- **HTTP Request, one ID per call**: n8n's own node with the same credential, one item for each ID. It
  sends all items at once.
- **HTTP Request, batches of 100**: the same node, with lists of 100 made by hand before it. It too
  sends all at once, where this package keeps ${IN_FLIGHT} calls in flight, so it can be faster than the
  limit below. It stops at the first 429, and does not say which IDs are associated.
- **Client without n8n**: this package's client over undici.
- **axios, undici**: bare clients that keep their connections open and ${IN_FLIGHT} calls in flight. The
  faster of the two is the **limit**.

${runsText(rows)}, after one that is not
measured. The contenders run in turn.
The emulator and each contender have a process of their own; the two nodes have an n8n each. Times of
nodes are those that n8n measures for the node, without the webhook before it and the saving behind it.
After each run the emulator says how many calls came and how many IDs became associated; another number
than expected is an error. The latency is the emulator's wait before each answer. The node sends its
first call alone, so that an expired token is renewed once, and n8n opens a connection for each call;
both weigh less the more calls there are.

## How IDs reach the node

The emulator answers at once here, so that reading parameters shows. n8n takes some tenths of a
millisecond, or more, for each expression and item. The node reads a field such as \`{{ $json.id }}\` from
the item itself; all else goes through n8n.

${shapeTable(rows)}

## Memory

Resident memory of the contender's process at its peak, above what it held before the run; the most of
all runs. n8n's processes keep all items and the execution's data as well.

${memoryTable(rows)}

## A server that takes ${throttle.calls} calls in ${throttle.perMs / 1000} second

In the first window nobody can know the limit. The text of the first 429 names it, and from then on all
calls of the credential keep to it. The time is the median; the counts are those of all runs together.

${throttledTable(throttled)}

## A call of 100 IDs with unknown ones among them

What SecMaster does with an unknown ID is not documented; the emulator knows three ways. Calls beyond
the first find the unknown IDs and say why they are not associated.

${badIdsTable(badIds)}
`;
}

function runsText(rows: ReadonlyArray<{ runs: number }>): string {
	const most = Math.max(...rows.map(({ runs }) => runs));
	const least = Math.min(...rows.map(({ runs }) => runs));
	if (most === 1) return 'Each figure is that of **one run only**';
	const long = `${least} where one takes longer than ${LONG_MS / 1000} s`;
	return `Each figure is the median of ${most} runs${least < most ? ` (${long})` : ''}`;
}
