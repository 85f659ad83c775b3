import { NodeApiError, NodeOperationError, type IExecuteFunctions, type INode } from 'n8n-workflow';

import { apiError } from '../../../nodes/transport/apiError';
import {
	NO_LISTS,
	stopOrContinue,
	toErrorItem,
	toNodeError,
	type FailedLists,
	type ItemFailure,
} from '../../../nodes/transport/itemFailure';

const node: INode = {
	id: '1',
	name: 'SecMaster',
	type: 'n8n-nodes-secmaster.secMaster',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const lists: FailedLists = {
	success_ids: ['s'],
	error_ids: ['a', 'b'],
	unconfirmed_ids: ['u'],
	failures: [
		{ id: 'a', reason: 'not_found', message: 'm', fix: 'f', code: 'c', source: 'reported' },
	],
};

const failed = (more: Partial<ItemFailure> = {}): ItemFailure => ({
	itemIndex: 3,
	message: 'It went wrong.',
	fix: 'Mend it.',
	lists: NO_LISTS,
	...more,
});

it('makes an item of exactly error, message and details', () => {
	expect(toErrorItem(failed({ lists }))).toEqual({
		json: { error: 'It went wrong.', message: 'It went wrong. Mend it.', details: lists },
		pairedItem: { item: 3 },
	});
	expect(NO_LISTS).toEqual({
		success_ids: [],
		error_ids: [],
		unconfirmed_ids: [],
		failures: [],
	});
});

describe('the error that stops the workflow', () => {
	const messageOf = (failures: ItemFailure[], all = NO_LISTS) =>
		toNodeError(node, failures, all).message;

	it('is about the operation when the input caused it', () => {
		const error = toNodeError(node, [failed()], lists);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.node).toBe(node);
		expect(error.context).toMatchObject({ itemIndex: 3, data: lists });
	});

	it('is about the API when SecMaster answered', () => {
		const answer = { status: 403, code: 'APIGW.0302' };
		const error = toNodeError(node, [failed({ answer })], lists);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ httpCode: '403', context: { itemIndex: 3, data: lists } });
		expect(error.message).toMatch(/^It went wrong\. Mend it\. error_ids/);
	});

	it('says what and what to do', () => {
		expect(messageOf([failed()])).toBe('It went wrong. Mend it.');
	});

	it.each([
		[2, ' 1 more item failed.'],
		[3, ' 2 more items failed.'],
	])('counts %d failed items', (count, more) => {
		const others = Array.from({ length: count - 1 }, (_, n) => failed({ message: `Other ${n}.` }));
		expect(messageOf([failed(), ...others])).toBe(`It went wrong. Mend it.${more}`);
	});

	it('carries the lists that are not empty', () => {
		expect(messageOf([failed()], lists)).toBe(
			'It went wrong. Mend it. error_ids (2): a, b; unconfirmed_ids (1): u; success_ids (1): s.',
		);
		expect(messageOf([failed(), failed()], { ...NO_LISTS, unconfirmed_ids: ['u'] })).toBe(
			'It went wrong. Mend it. 1 more item failed. unconfirmed_ids (1): u.',
		);
	});

	it('shows at most 20 IDs of a list', () => {
		const ids = (count: number) => Array.from({ length: count }, (_, n) => `i${n}`);
		expect(messageOf([failed()], { ...NO_LISTS, error_ids: ids(20) })).toMatch(
			/^It went wrong\. Mend it\. error_ids \(20\): i0, .*, i19\.$/,
		);
		expect(messageOf([failed()], { ...NO_LISTS, error_ids: ids(22) })).toMatch(
			/ error_ids \(22\): i0, .*, i19 and 2 more\.$/,
		);
	});

	// n8n replaces messages in which it finds the name of a network error, in any case of letters.
	it.each(['etimedout', 'ECONNREFUSED', 'deeperm-1'])('keeps its text beside "%s"', (word) => {
		const all = { ...NO_LISTS, error_ids: [word] };
		const text = `It went wrong. Mend it. error_ids (1): ${word}.`;
		expect(messageOf([failed()], all)).toBe(text);
		expect(messageOf([failed({ answer: { status: 502, code: 'x' } })], all)).toBe(text);
		expect(messageOf([failed({ answer: { status: 0, code: word } })], all)).toBe(text);
	});
});

describe('apiError', () => {
	it.each([
		[400, 'SecMaster.20030001', '400'],
		[429, 'APIGW.0308', '429'],
		[500, '', '500'],
		[0, 'ECONNRESET', null],
		[0, '', null],
	])('keeps our text for HTTP %d, code "%s"', (status, code, httpCode) => {
		const error = apiError(node, 'Our text.', { status, code });
		expect(error).toMatchObject({ message: 'Our text.', httpCode });
		expect(error.description ?? '').toBe('');
		expect(error.context.itemIndex).toBeUndefined();
	});

	it('keeps our text when SecMaster speaks of the network', () => {
		const text = 'It went wrong (HTTP 502, APIGW.0610: connect ETIMEDOUT 192.0.2.7).';
		expect(apiError(node, text, { status: 502, code: 'APIGW.0610' }, 2)).toMatchObject({
			message: text,
			context: { itemIndex: 2 },
		});
	});
});

it.each([true, false])(
	'ends a run without input without a failure (continues: %s)',
	(continues) => {
		const context = { continueOnFail: () => continues, getNode: () => node };
		expect(stopOrContinue(context as IExecuteFunctions, [])).toEqual([]);
	},
);
