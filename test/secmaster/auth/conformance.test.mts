import { compareGenerated } from '../../auth/conformance.mts';
import { departures } from '../../auth/departures.mts';
import { readVectors, seenByTheGateway, stagesOf } from '../../auth/vectors.mts';

describe.each([...readVectors()])('vectors of %s', (_file, vectors) => {
	it.each(vectors.map((vector) => [vector.name, vector] as const))('%s', (_name, vector) => {
		const { canonicalRequest, stringToSign, authorization } = vector;
		expect(stagesOf(vector)).toEqual({ canonicalRequest, stringToSign, authorization });
		expect(seenByTheGateway(vector.request, vector.signed)).toBe(canonicalRequest);
	});
});

it('signs as the SDK core does, but where that leaves the documented rule', () => {
	const { mismatches, departures: shown } = compareGenerated(600, 20260301);
	expect(mismatches).toEqual([]);
	const unseen = departures.filter(({ name }) => !(shown[name] > 0));
	expect(unseen.map(({ name }) => name)).toEqual([]);
});
