import * as echarts from 'echarts';

import { contenderTitles, type ContenderName } from '../cells.mts';
import type { Row } from '../measure.mts';

const SIZE = { width: 860, height: 460 };
const COLORS: Record<ContenderName, string> = {
	node: '#d7000f',
	httpItems: '#7a7a7a',
	httpBatches: '#b08d57',
	client: '#e38d13',
	axios: '#5b8fd9',
	undici: '#1f4e9c',
};

/** Time over IDs at one latency, a line for each contender, both axes logarithmic: an SVG. */
export function timeChart(rows: readonly Row[], latencyMs: number): string {
	const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...SIZE });
	const names = Object.keys(contenderTitles) as ContenderName[];
	chart.setOption({
		animation: false,
		backgroundColor: '#ffffff',
		title: {
			text: `IDs associated with one object, ${latencyMs} ms latency`,
			left: 'center',
			textStyle: { fontSize: 15 },
		},
		legend: { bottom: 8, itemGap: 30, width: 760 },
		grid: { left: 70, right: 30, top: 50, bottom: 110 },
		xAxis: { type: 'log', name: 'IDs', nameLocation: 'middle', nameGap: 28 },
		yAxis: { type: 'log', name: 'seconds' },
		series: names.flatMap((name) => {
			const data = rows
				.filter((row) => row.contender === name && row.latency_ms === latencyMs && !row.tls)
				.filter(({ shape, subjects }) => shape === 'lists' && subjects === 1)
				.map(({ ids, ms }) => [ids, ms / 1000]);
			if (data.length === 0) return [];
			const style = { color: COLORS[name], width: name === 'node' ? 4 : 2 };
			return [
				{
					type: 'line',
					name: contenderTitles[name],
					data,
					symbolSize: name === 'node' ? 9 : 6,
					color: COLORS[name],
					lineStyle: style,
				},
			];
		}),
	});
	const svg = chart.renderToSVGString();
	chart.dispose();
	return svg;
}
