/** Drawn in one stroke of 24 by 24, as the icons of conditions are. */
const SHAPES = {
	person: "M4 5h16v11H10l-4 4v-4H4zM8.500 9h7M8.500 12h4",
	calendar: "M5 6h14v14H5zM5 10.500h14M9 3.500V8m6-4.500V8M12 13v4m-2-2h4",
	bell: "M6 17V11a6 6 0 0 1 12 0v6l1.500 1.500h-15zM10 20.500h4M12 3v2",
	share: "M12 14.500V3.500M8 7l4-3.500L16 7M6 11v9h12v-9",
	phone:
		"M6 4h3.500l1.500 4-2 1.500a11 11 0 0 0 5.500 5.500l1.500-2 4 1.500V18a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2",
	way: "M12 21s6.500-6 6.500-11a6.500 6.500 0 0 0-13 0c0 5 6.500 11 6.500 11m0-13.500v5m-2.500-2.500h5",
	eye: "M2.500 12S6 5.500 12 5.500s9.500 6.500 9.500 6.500-3.500 6.500-9.500 6.500S2.500 12 2.500 12M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6",
	van: "M2.500 6H14v10H9.500m-4.500 0H2.500V6M14 9h4l3 3.500V16h-1.500m-5 0H14M5 16a2.200 2.200 0 1 0 4.400 0A2.200 2.200 0 0 0 5 16m9.500 0a2.200 2.200 0 1 0 4.400 0 2.200 2.200 0 0 0-4.400 0",
	box: "M4 8l8-4 8 4v8.500L12 20l-8-3.500zm0 0 8 4 8-4m-8 4v8",
	question: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-.7.300-1 .8-1 1.700m0 3v.5",
	outside: "M13 5h6v6m0-6-8.500 8.500M17 14v5H5V7h5",
	globe: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c-5 5.500-5 12.500 0 18m0-18c5 5.500 5 12.500 0 18",
	star: "M12 3.500l2.600 5.600 6 .700-4.500 4.100 1.200 6-5.300-3-5.300 3 1.200-6L3.400 9.800l6-.700z",
	seal: "M6 3.500h12v17l-3-2-3 2-3-2-3 2zM9 8.500h6M9 12h6",
} as const;

export type IconName = keyof typeof SHAPES;

/** Beside words that say the same: readers of the screen are spared it. */
export function Sign({ name }: { name: IconName }) {
	return (
		<svg class="sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
			<path d={SHAPES[name]} />
		</svg>
	);
}
