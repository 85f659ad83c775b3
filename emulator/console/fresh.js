// What is new on the page stays marked for a while, also when it is drawn again meanwhile.

const LASTS = 4000;
const firstSeen = new Map();

/** Marks the element if `key` was first seen a moment ago. `old`: it was there before the page. */
export function markFresh(element, key, old) {
	if (!firstSeen.has(key)) firstSeen.set(key, old ? -Infinity : performance.now());
	const elapsed = performance.now() - firstSeen.get(key);
	if (elapsed >= LASTS) return element;
	element.classList.add('fresh');
	element.style.animationDelay = `-${Math.round(elapsed)}ms`;
	return element;
}
