import type { Route } from "../door.ts";
import { consoleAccuracyRoutes } from "./accuracy-routes.ts";
import { addRoutes } from "./add-routes.ts";
import { consoleAnalyticsRoutes } from "./analytics-routes.ts";
import { consoleAuditRoutes } from "./audit-routes.ts";
import { consoleBrandRoutes } from "./brand-routes.ts";
import { consoleConnectionRoutes } from "./connection-routes.ts";
import { consoleDeliveryRoutes } from "./delivery-routes.ts";
import { emailsRoutes } from "./emails-routes.ts";
import { consoleExportRoutes } from "./export-routes.ts";
import { faqRoutes } from "./faq-routes.ts";
import { homeRoutes } from "./home-routes.ts";
import { importPages } from "./import-routes.ts";
import { consoleKeyRoutes } from "./key-routes.ts";
import { logInRoutes } from "./log-in-routes.ts";
import { loginLinkRoutes } from "./login-link-routes.ts";
import { lookRoutes } from "./look-routes.ts";
import { consoleMailRoutes } from "./mail-routes.ts";
import { consoleMessageRoutes } from "./message-routes.ts";
import { parcelActionRoutes } from "./parcel-action-routes.ts";
import { parcelRoutes } from "./parcel-routes.ts";
import { consoleProductRoutes } from "./product-routes.ts";
import { consoleQuestionRoutes } from "./question-routes.ts";
import { consoleReviewRoutes } from "./review-routes.ts";
import type { ConsoleNeeds } from "./staff.ts";
import { staffPages } from "./staff-routes.ts";
import { webhookRoutes } from "./webhook-routes.ts";

/** The place for a shop's staff. It owns no rule: it asks what the API asks, in the name of who is logged in. */
export function consoleRoutes(door: ConsoleNeeds): readonly Route[] {
	return [
		...logInRoutes(door),
		...loginLinkRoutes(door),
		...homeRoutes(door),
		// Before a parcel's own address, which any word would be taken for.
		...addRoutes(door),
		...importPages(door),
		...consoleExportRoutes(door),
		...parcelRoutes(door),
		...parcelActionRoutes(door),
		...consoleMessageRoutes(door),
		...consoleQuestionRoutes(door),
		...consoleMailRoutes(door),
		...consoleReviewRoutes(door),
		// Before an endpoint's own address, as above.
		...consoleDeliveryRoutes(door),
		...webhookRoutes(door),
		...consoleProductRoutes(door),
		...emailsRoutes(door),
		...staffPages(door),
		...consoleKeyRoutes(door),
		...consoleAuditRoutes(door),
		...consoleAnalyticsRoutes(door),
		...consoleAccuracyRoutes(door),
		...consoleConnectionRoutes(door),
		// Before a brand's own address, as above.
		...consoleBrandRoutes(door),
		...lookRoutes(door),
		...faqRoutes(door),
	];
}
