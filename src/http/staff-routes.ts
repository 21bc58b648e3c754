import type { NewStaff, StaffChange, StaffView } from "../services/staff.ts";
import type { Principal } from "../services/views.ts";
import { listOf } from "./answers/common.ts";
import { staff } from "./answers/staff.ts";
import type { Door, Route } from "./door.ts";
import { forSellers, idOf } from "./for-sellers.ts";
import { readJson, readQuery } from "./read-body.ts";
import { nothing } from "./shapes.ts";
import { newStaff, staffChange } from "./staff-shapes.ts";

export interface StaffServices {
	listStaff(principal: Principal): Promise<readonly StaffView[]>;
	addStaff(principal: Principal, input: NewStaff): Promise<StaffView>;
	getStaff(principal: Principal, id: string): Promise<StaffView>;
	changeStaff(principal: Principal, id: string, change: StaffChange): Promise<StaffView>;
	removeStaff(principal: Principal, id: string): Promise<void>;
	/** By `stf_…`, of those who left too. */
	staffNames(principal: Principal): Promise<ReadonlyMap<string, string>>;
}

const office = [{ from: "09:00", to: "17:30" }];

/** Who answers buyers, beside the shop's contact. */
export function staffRoutes({ services }: Pick<Door, "services">): readonly Route[] {
	return forSellers(
		[
			{
				method: "GET",
				path: "/v1/staff",
				scope: "shop:read",
				about: {
					name: "listStaff",
					tag: "Questions",
					summary: "List who answers",
					answers: { 200: { when: "All of them, in the order in which they came.", body: listOf(staff) } },
				},
				answer: async (context, principal) => {
					readQuery(context, nothing);
					return context.json({ items: await services.listStaff(principal) });
				},
			},
			{
				method: "POST",
				path: "/v1/staff",
				scope: "shop:write",
				about: {
					name: "addStaff",
					tag: "Questions",
					summary: "Add somebody who answers",
					more: "A question goes to one who is in, and to the next after the shop's `answerMinutes`; the shop's contact is asked at the end. They answer by replying to the mail.",
					body: newStaff,
					answers: { 201: { when: "He gets letters from now on.", body: staff } },
					refuses: [409],
					asked: {
						body: {
							name: "Ada Byron",
							email: "ada@shoes.example",
							languages: ["en", "fr"],
							hours: { 1: office, 2: office, 3: office, 4: office, 5: office },
							zone: "Europe/London",
						},
					},
				},
				answer: async (context, principal) => {
					const view = await services.addStaff(principal, await readJson(context, newStaff));
					context.header("location", `/v1/staff/${view.id}`);
					return context.json(view, 201);
				},
			},
			{
				method: "GET",
				path: "/v1/staff/:id",
				scope: "shop:read",
				about: {
					name: "getStaff",
					tag: "Questions",
					summary: "Get somebody who answers",
					answers: { 200: { when: "As he stands on the list.", body: staff } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "staff");
					readQuery(context, nothing);
					return context.json(await services.getStaff(principal, id));
				},
			},
			{
				method: "PATCH",
				path: "/v1/staff/:id",
				scope: "shop:write",
				about: {
					name: "changeStaff",
					tag: "Questions",
					summary: "Change somebody who answers",
					more: "What is left out stays.",
					body: staffChange,
					answers: { 200: { when: "It was changed.", body: staff } },
					refuses: [409],
					asked: { body: { languages: ["en", "fr", "de"] } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "staff");
					await services.getStaff(principal, id);
					return context.json(await services.changeStaff(principal, id, await readJson(context, staffChange)));
				},
			},
			{
				method: "DELETE",
				path: "/v1/staff/:id",
				scope: "shop:write",
				about: {
					name: "removeStaff",
					tag: "Questions",
					summary: "Take somebody off the list",
					more: "What he was asked is passed on, and his name stays in what he wrote.",
					answers: { 204: { when: "He gets no more letters." } },
				},
				answer: async (context, principal) => {
					await services.removeStaff(principal, idOf(context, "staff"));
					return context.body(null, 204);
				},
			},
		],
		services,
	);
}
