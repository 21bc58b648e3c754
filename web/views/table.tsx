import type { Child } from "hono/jsx";

/** Rows below the names of their columns. */
export function Table({ head, rows }: { readonly head: readonly string[]; readonly rows: readonly Child[][] }) {
	return (
		<table>
			<thead>
				<tr>
					{head.map((name) => (
						<th scope="col">{name}</th>
					))}
				</tr>
			</thead>
			<tbody>
				{rows.map((cells) => (
					<tr>
						{cells.map((cell) => (
							<td>{cell}</td>
						))}
					</tr>
				))}
			</tbody>
		</table>
	);
}
