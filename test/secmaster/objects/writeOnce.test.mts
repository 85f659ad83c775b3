import { writeOnce } from '../../../secmaster/objects/writeOnce.ts';
import { answer, LOST, NO_OBJECT, THROTTLED, TROUBLE } from '../association/scripted.mts';
import { scriptedRun, type Answers } from './scriptedRun.mts';

async function write(answers: Answers['']) {
	const { run, sent } = scriptedRun({ '': answers });
	const path = '/v1/p/workspaces/w/soc/notes';
	const written = await writeOnce(run, { method: 'POST', path, body: { content: 'c' } });
	return { written, sent };
}

it('gives the answer to a write', async () => {
	const { written, sent } = await write(answer(200, { data: { id: 'n' } }));
	expect(written).toEqual({ ok: true, json: { data: { id: 'n' } } });
	expect(sent).toEqual([{ what: 'POST notes', body: { content: 'c' } }]);
});

it('says of a refusal that it was not carried out', async () => {
	const { written, sent } = await write(NO_OBJECT);
	expect(written).toMatchObject({
		ok: false,
		maybeDone: false,
		reply: { kind: 'refused', cause: { code: 'SecMaster.20030005' } },
	});
	expect(sent).toHaveLength(1);
});

it.each([
	['a lost answer', LOST],
	['a bad gateway', answer(502)],
	['trouble of SecMaster', TROUBLE],
])('does not send again after %s', async (_, result) => {
	const { written, sent } = await write([result, answer(200)]);
	expect(written).toMatchObject({ ok: false, maybeDone: true, reply: { kind: 'unclear' } });
	expect(sent).toHaveLength(1);
});

it('sends again what was throttled', async () => {
	const { written, sent } = await write([THROTTLED, answer(200, { data: 1 })]);
	expect(written).toEqual({ ok: true, json: { data: 1 } });
	expect(sent).toHaveLength(2);
});
