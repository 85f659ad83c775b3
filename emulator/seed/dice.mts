import { Faker, en } from '@faker-js/faker';

/** A generator of test data that gives the same values in every run. */
export function dice(seed: number): Faker {
	const faker = new Faker({ locale: en });
	faker.seed(seed);
	return faker;
}

const HOUR = 60 * 60 * 1000;

/** A moment (ms) between two numbers of hours before `nowMs`, at a fraction from 0 to 1. */
export function moment(nowMs: number, [from, to]: [number, number], fraction: number): number {
	return Math.round(nowMs - HOUR * (from + (to - from) * fraction));
}
