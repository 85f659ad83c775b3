import fc from 'fast-check';

import { checkListedIds, checkObjectId, NO_IDS, parseObjectIds } from '../../secmaster/objectIds';

const UUID = '3f1c9a52-7d84-4e0b-9b1e-52c6f0a8d417';
const HEX = 'b7d20e6c5f914a83a1c4e80d63f72b95';

const NOT_TEXT_FIX = 'Pass IDs as text, or objects that have the ID in "id".';
const LONG_FIX =
	'Check that the list holds IDs, separated by commas or new lines, and not titles or other text.';
const CHARACTERS = 'An ID holds only letters, digits, "-" and "_".';
const CHARACTERS_FIX = 'Copy the ID from SecMaster, or map it from the field that holds it.';

describe('checkObjectId', () => {
	it.each([[UUID], [HEX], ['a'], ['A_b-9'], ['z'.repeat(64)]])('accepts %s', (id) => {
		expect(checkObjectId('Data Object', id)).toEqual({ ok: true, value: id });
	});

	it('drops spaces around the ID', () => {
		expect(checkObjectId('Data Object', ` ${UUID}\n`)).toEqual({ ok: true, value: UUID });
	});

	it.each([[''], [' \t'], [undefined], [null]])('calls %j empty', (value) => {
		expect(checkObjectId('Data Object', value)).toEqual({
			ok: false,
			problem: {
				field: 'Data Object',
				message: "'Data Object' is empty.",
				fix: 'Choose an object, or give its ID.',
			},
		});
	});

	it.each([
		['a b', `'Data Object' is "a b": ${CHARACTERS}`, CHARACTERS_FIX],
		['a/../b', `'Data Object' is "a/../b": ${CHARACTERS}`, CHARACTERS_FIX],
		['a,b', `'Data Object' is "a,b": ${CHARACTERS}`, CHARACTERS_FIX],
		[
			'[object Object]',
			`'Data Object' is "[object Object]": ${CHARACTERS}`,
			'Pass the IDs and not the objects, e.g. {{ $json.alerts.map((alert) => alert.id) }}.',
		],
		[
			'z'.repeat(65),
			`'Data Object' is "${'z'.repeat(65)}": An ID has at most 64 characters, but this entry has 65.`,
			LONG_FIX,
		],
		[7, '\'Data Object\' is "7": An ID is text, but this entry is of type number.', NOT_TEXT_FIX],
		[
			true,
			'\'Data Object\' is "true": An ID is text, but this entry is of type boolean.',
			NOT_TEXT_FIX,
		],
		[['a'], '\'Data Object\' is "["a"]": An ID is text, but this entry is a list.', NOT_TEXT_FIX],
		[
			{ id: 'a' },
			'\'Data Object\' is "{"id":"a"}": An ID is text, but this entry is of type object.',
			NOT_TEXT_FIX,
		],
	])('refuses %j', (value, message, fix) => {
		expect(checkObjectId('Data Object', value)).toEqual({
			ok: false,
			problem: { field: 'Data Object', message, fix },
		});
	});
});

describe('parseObjectIds', () => {
	it.each<[string, unknown, string[]]>([
		['one ID', UUID, [UUID]],
		['commas', 'a,b, c ,d', ['a', 'b', 'c', 'd']],
		['full-width separators', 'a，b、c；d', ['a', 'b', 'c', 'd']],
		['semicolons', 'a;b', ['a', 'b']],
		['new lines', 'a\nb\r\nc', ['a', 'b', 'c']],
		['spaces and tabs', 'a b\tc', ['a', 'b', 'c']],
		['an ideographic space', 'a\u3000b', ['a', 'b']],
		['blanks between separators', ',,a, ,\n;b,', ['a', 'b']],
		['quoted entries', `"a", 'b',"c"`, ['a', 'b', 'c']],
		['an array', ['a', 'b'], ['a', 'b']],
		['an array with blanks', ['a', '', ' ', null, undefined, 'b'], ['a', 'b']],
		['spaces in an array', [' a ', 'b\n'], ['a', 'b']],
		['lists inside an array', ['a,b', 'c'], ['a', 'b', 'c']],
		['nested arrays', [['a', ['b']], [], 'c'], ['a', 'b', 'c']],
		['objects', [{ id: 'a', title: 'x' }, { id: ' b ' }], ['a', 'b']],
		['one object', { id: 'a' }, ['a']],
		['objects without an ID', [{ id: null }, { id: '' }, { id: undefined }], []],
		['a JSON array', '["a","b"]', ['a', 'b']],
		['a JSON array with spaces', ' \n["a", "b"] ', ['a', 'b']],
		['a JSON array of objects', '[{"id":"a"},{"id":"b"}]', ['a', 'b']],
		['a JSON object', '{"id":"a"}', ['a']],
		['a JSON text', '"a"', ['a']],
		['a JSON text of a JSON array', JSON.stringify('["a","b"]'), ['a', 'b']],
		['JSON inside an array', ['["a","b"]', '{"id":"c"}'], ['a', 'b', 'c']],
		['a list in brackets that is no JSON', '[a, b]', ['a', 'b']],
		['single quotes in brackets', "['a', 'b']", ['a', 'b']],
		['JSON objects with spaces around', ' [{"id":"a"}]\n', ['a']],
		['brackets with spaces around', ' [a, b]\n', ['a', 'b']],
		['brackets over lines', '[a,\nb]', ['a', 'b']],
		['nothing', undefined, []],
		['null', null, []],
		['empty text', '', []],
		['an empty array', [], []],
		['an empty JSON array', '[]', []],
		['separators alone', ' ,，\n', []],
	])('takes %s apart', (_what, value, ids) => {
		expect(parseObjectIds(value)).toEqual({ ids, invalid: [] });
	});

	it('drops duplicates, whatever form they have', () => {
		expect(parseObjectIds(['a', 'b', ' a', { id: 'b' }, 'c,a', ['c']])).toEqual({
			ids: ['a', 'b', 'c'],
			invalid: [],
		});
		expect(parseObjectIds([7, 7, '!', '!', '7'])).toMatchObject({
			ids: ['7'],
			invalid: [{ id: '!' }],
		});
		expect(parseObjectIds([{ title: 'x' }, { title: 'x' }]).invalid).toHaveLength(1);
	});

	it('keeps entries apart that only look alike', () => {
		const { ids, invalid } = parseObjectIds([1, '2', true, { id: 'number 1' }]);
		expect(ids).toEqual(['2']);
		expect(invalid.map(({ id }) => id)).toEqual(['1', 'true', 'number 1']);
		expect(parseObjectIds([{ title: 'x' }, { title: 'y' }]).invalid).toHaveLength(2);
	});

	it.each([
		['a/b', 'a/b', CHARACTERS, CHARACTERS_FIX],
		['[a', '[a', CHARACTERS, CHARACTERS_FIX],
		['[a]b', '[a]b', CHARACTERS, CHARACTERS_FIX],
		['a[b]', 'a[b]', CHARACTERS, CHARACTERS_FIX],
		['a"b"', 'a"b"', CHARACTERS, CHARACTERS_FIX],
		["'a'b", "'a'b", CHARACTERS, CHARACTERS_FIX],
		['1.5', '1.5', CHARACTERS, CHARACTERS_FIX],
		[`${'z'.repeat(63)}!`, `${'z'.repeat(63)}!`, CHARACTERS, CHARACTERS_FIX],
		['a]', 'a]', CHARACTERS, CHARACTERS_FIX],
		[`"a'`, `"a'`, CHARACTERS, CHARACTERS_FIX],
		[`"a`, `"a`, CHARACTERS, CHARACTERS_FIX],
		[
			{ id: '[object Object]' },
			'[object Object]',
			CHARACTERS,
			'Pass the IDs and not the objects, e.g. {{ $json.alerts.map((alert) => alert.id) }}.',
		],
		[
			'z'.repeat(65),
			'z'.repeat(65),
			'An ID has at most 64 characters, but this entry has 65.',
			LONG_FIX,
		],
		[
			'z'.repeat(100),
			'z'.repeat(100),
			'An ID has at most 64 characters, but this entry has 100.',
			LONG_FIX,
		],
		[
			'z'.repeat(101),
			`${'z'.repeat(99)}…`,
			'An ID has at most 64 characters, but this entry has 101.',
			LONG_FIX,
		],
		[7, '7', 'An ID is text, but this entry is of type number.', NOT_TEXT_FIX],
		[false, 'false', 'An ID is text, but this entry is of type boolean.', NOT_TEXT_FIX],
		[
			{ title: 'x' },
			'{"title":"x"}',
			'An ID is text, but this entry is of type object.',
			NOT_TEXT_FIX,
		],
		[{ id: 7 }, '7', 'An ID is text, but this entry is of type number.', NOT_TEXT_FIX],
		[{ id: ['a'] }, '["a"]', 'An ID is text, but this entry is a list.', NOT_TEXT_FIX],
		['[7]', '7', 'An ID is text, but this entry is of type number.', NOT_TEXT_FIX],
		[
			'{"title":"x"}',
			'{"title":"x"}',
			'An ID is text, but this entry is of type object.',
			NOT_TEXT_FIX,
		],
	])('sets %j aside', (value, id, message, fix) => {
		expect(parseObjectIds(value)).toEqual({
			ids: [],
			invalid: [{ id, message, fix }],
		});
	});

	it.each<[string, unknown, string[], string[]]>([
		['alone', '[object Object]', [], ['[object Object]']],
		['several times', '[object Object],[object Object]', [], ['[object Object]']],
		['among IDs', 'a,[object Object],b', ['a', 'b'], ['[object Object]']],
		['touching IDs', 'a[object Object]b', ['a', 'b'], ['[object Object]']],
		['in an array', ['a', '[object Object]'], ['a'], ['[object Object]']],
		['in brackets', '[[object Object], a]', ['a'], ['[object Object]']],
		['of two kinds', '[object Map] [object Set]', [], ['[object Map]', '[object Set]']],
		['in a title', '[{"id":"a","title":"[object Object]"}]', ['a'], []],
	])('finds objects that were put into text: %s', (_what, value, ids, bad) => {
		const parsed = parseObjectIds(value);
		expect(parsed.ids).toEqual(ids);
		expect(parsed.invalid.map(({ id }) => id)).toEqual(bad);
	});

	it('accepts 64 characters in a list', () => {
		expect(parseObjectIds(`${'z'.repeat(64)},${'z'.repeat(65)}`)).toMatchObject({
			ids: ['z'.repeat(64)],
			invalid: [{ id: 'z'.repeat(65) }],
		});
	});
});

describe('checkListedIds', () => {
	const check = (value: unknown) => checkListedIds('Alert IDs', parseObjectIds(value));
	const refused = (message: string, fix: string) => ({
		ok: false,
		problem: { field: 'Alert IDs', message, fix },
	});

	it.each([['a'], ['a,b'], ['a,b/c']])(
		'lets a list pass with an ID that can be sent: %s',
		(text) => {
			expect(check(text)).toEqual({ ok: true, value: parseObjectIds(text) });
		},
	);

	it('refuses a list without any entry', () => {
		const empty = refused(
			"'Alert IDs' is empty.",
			'Give at least one ID, or put an If node before this one that lets no empty list through.',
		);
		expect(check(' , ')).toEqual(empty);
		expect(checkListedIds('Alert IDs', NO_IDS)).toEqual(empty);
		expect(NO_IDS).toEqual({ ids: [], invalid: [] });
	});

	it('refuses a list of invalid entries, and says what is wrong with the first', () => {
		expect(check(['a/b', 7])).toEqual(
			refused(
				`'Alert IDs' holds no valid ID; the first entry is "a/b": ${CHARACTERS}`,
				CHARACTERS_FIX,
			),
		);
		expect(check([7, 'a/b'])).toEqual(
			refused(
				`'Alert IDs' holds no valid ID; the first entry is "7": An ID is text, but this entry is of type number.`,
				NOT_TEXT_FIX,
			),
		);
	});
});

describe('for any list', () => {
	const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
	const blank = fc.constantFrom('', ' ', '\t', '\n', '\r\n', '\u3000');
	const separator = fc
		.tuple(blank, fc.constantFrom(',', ';', '，', '、', '；', ' ', '\n'), blank)
		.map((parts) => parts.join(''));

	/** Text with any mixture of separators between and around the IDs. */
	const asText = (ids: string[]) =>
		fc
			.array(separator, { minLength: ids.length + 1, maxLength: ids.length + 1 })
			.map(([first, ...others]) => first + ids.map((one, index) => one + others[index]).join(''));

	/** A value that stands for these IDs in this order, in any of the forms that n8n passes on. */
	const anyForm = (ids: string[]): fc.Arbitrary<unknown> => {
		const plain = [
			fc.constant<unknown>(ids),
			fc.constant<unknown>(ids.map((one) => ({ id: one, title: 'x' }))),
			fc.constant<unknown>(JSON.stringify(ids)),
			fc.constant<unknown>(
				JSON.stringify(
					ids.map((one) => ({ id: one })),
					null,
					1,
				),
			),
			fc.constant<unknown>(JSON.stringify(JSON.stringify(ids))),
			fc.constant<unknown>(`[${ids.map((one) => `'${one}'`).join(', ')}]`),
			asText(ids),
		];
		if (ids.length < 2) return fc.oneof(...plain);
		const split = fc
			.integer({ min: 1, max: ids.length - 1 })
			.chain((at) => fc.tuple(anyForm(ids.slice(0, at)), anyForm(ids.slice(at))));
		return fc.oneof({ arbitrary: fc.oneof(...plain), weight: 2 }, { arbitrary: split, weight: 1 });
	};

	it('finds the same IDs in every form, in order and each once', () => {
		// JSON reads a lone number as a number, and then it is no text.
		const ids = fc.array(id, { maxLength: 12 });
		const duplicated = fc
			.tuple(ids, fc.array(fc.nat(), { maxLength: 4 }))
			.map(([some, again]) => [...some, ...again.flatMap((n) => some[n % some.length] ?? [])]);
		const withForm = duplicated.chain((list) => fc.tuple(fc.constant(list), anyForm(list)));
		fc.assert(
			fc.property(withForm, ([list, form]) => {
				const unique = [...new Set(list)];
				expect(parseObjectIds(form)).toEqual({
					ids: unique,
					invalid: [],
				});
			}),
			{ numRuns: 500 },
		);
	});

	it('never throws, and puts every entry into exactly one list', () => {
		const anything = fc.oneof(
			fc.jsonValue(),
			fc.array(fc.oneof(id, fc.jsonValue(), fc.record({ id: fc.oneof(id, fc.jsonValue()) }))),
			fc.json(),
			fc.string({ unit: 'grapheme' }),
		);
		fc.assert(
			fc.property(anything, (value) => {
				const { ids, invalid } = parseObjectIds(value);
				expect(new Set(ids).size).toBe(ids.length);
				for (const one of ids) expect(one).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
				for (const entry of invalid) {
					expect(entry.id.length).toBeLessThanOrEqual(100);
					expect(entry.message).not.toBe('');
					expect(entry.fix).not.toBe('');
				}
				expect(parseObjectIds(ids)).toEqual({ ids, invalid: [] });
			}),
			{ numRuns: 500 },
		);
	});

	it('accounts for every entry of a flat list', () => {
		const entry = fc.oneof(id, fc.integer(), fc.boolean(), fc.constantFrom('a.b', 'ü', '%'));
		fc.assert(
			fc.property(fc.array(entry), (list) => {
				const { ids, invalid } = parseObjectIds(list);
				expect([...ids, ...invalid.map((one) => one.id)].sort()).toEqual(
					[...new Set(list)].map(String).sort(),
				);
			}),
		);
	});

	it('survives lists nested thousands of times', () => {
		let value: unknown = 'a';
		for (let depth = 0; depth < 100_000; depth++) value = [value];
		expect(parseObjectIds(value).ids).toEqual(['a']);
		const text = `${'['.repeat(100_000)}"a"${']'.repeat(100_000)}`;
		expect(parseObjectIds(text).ids).toEqual(['a']);
	});

	it('takes 100,000 IDs', () => {
		const many = Array.from({ length: 100_000 }, (_, index) => `alert-${index}`);
		expect(parseObjectIds(many).ids).toEqual(many);
		expect(parseObjectIds(many.join('\n')).ids).toEqual(many);
	});
});

it('an ID that is given as a text and as a number stands in one list', () => {
	expect(parseObjectIds(['7', 7])).toEqual({ ids: ['7'], invalid: [] });
	expect(parseObjectIds([7, '7'])).toEqual({ ids: ['7'], invalid: [] });
	expect(parseObjectIds([7])).toMatchObject({ ids: [], invalid: [{ id: '7' }] });
});
