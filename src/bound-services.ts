import type { Services } from "./http/door.ts";
import { countTries, WRONG_KEYS } from "./http/try-limits.ts";
import { askQuestion } from "./services/ask-question.ts";
import { authenticate } from "./services/authenticate.ts";
import { openBoard } from "./services/board.ts";
import {
	changeBrand,
	createBrand,
	deleteBrand,
	getBrand,
	listBrands,
	newestPage,
	removeBrandLogo,
	setBrandLogo,
} from "./services/brands.ts";
import { openFeed } from "./services/calendar.ts";
import { listCarriers } from "./services/carriers.ts";
import { changeShipment } from "./services/change-shipment.ts";
import {
	changeConnection,
	connect,
	disconnect,
	getConnection,
	listConnections,
	listSubscriptions,
	rotateConnectionSecret,
} from "./services/connections.ts";
import { logIn, logOut, openSession } from "./services/console-sessions.ts";
import { correctCarrier } from "./services/correct-carrier.ts";
import { countShipments } from "./services/count-shipments.ts";
import { courierLegs, listCouriers } from "./services/couriers.ts";
import { detectCarriers } from "./services/detect-carrier.ts";
import { drawPhotos } from "./services/draw-photo.ts";
import { eraseOwnQuestion, eraseQuestion, openErasure } from "./services/erase-question.ts";
import { estimateEta } from "./services/estimate.ts";
import { etaAccuracy, publicAccuracy } from "./services/eta-accuracy.ts";
import { exceptions } from "./services/exceptions.ts";
import { exchangeShipment } from "./services/exchange-shipment.ts";
import { exportConversation } from "./services/export-conversation.ts";
import { exportShipments } from "./services/export-shipments.ts";
import { faqHelped, voteOnFaq } from "./services/faq-votes.ts";
import { followShipment, refreshNow } from "./services/follow-shipment.ts";
import {
	cancelImport,
	getImport,
	listImports,
	listProblems,
	problemsFile,
	restartImport,
	startImport,
} from "./services/imports.ts";
import { countMailsToPlace, getInboundMail, listInboundMails, placeInboundMail } from "./services/inbound-mails.ts";
import { createKeyLimits } from "./services/key-limits.ts";
import { claimKeyed, settleKeyed } from "./services/keyed-requests.ts";
import { changeKey, createKey, getKey, keyLabels, listKeys, revokeKey, rotateKey } from "./services/keys.ts";
import { listShipments } from "./services/list-shipments.ts";
import { mailLoginLink, openLoginLink, type StaffLetterDeps, useLoginLink } from "./services/login-links.ts";
import { lookUp } from "./services/look-up.ts";
import { getMessage, listMessages, readMessageAgain } from "./services/messages.ts";
import { listAudit } from "./services/noted.ts";
import { shipmentNotices } from "./services/notices.ts";
import { onTimeShares } from "./services/on-time.ts";
import { getPicture, openPicture } from "./services/open-picture.ts";
import { getOrder, listOrders } from "./services/orders.ts";
import { openPage, openParcel, pageVersions } from "./services/pages.ts";
import { previewNotices } from "./services/preview-notices.ts";
import { openProductPicture } from "./services/product-pictures.ts";
import { countProducts, listProducts, putProducts, removeProduct, removeProducts } from "./services/products.ts";
import type { LetterDeps } from "./services/question-mails.ts";
import { answerQuestion, closeQuestion, getQuestion, listQuestions } from "./services/questions.ts";
import { questionsStanding, questionsWaiting } from "./services/questions-standing.ts";
import { readProductFile } from "./services/read-product-file.ts";
import { openReviewPicture, openReviewVideo, readReviews, shownReviews } from "./services/read-reviews.ts";
import { openThread, readThreads } from "./services/read-threads.ts";
import { registerShipment } from "./services/register-shipment.ts";
import { registerShipments } from "./services/register-shipments.ts";
import { remakeVideo } from "./services/remake-video.ts";
import { reportNotReceived, takeReportBack } from "./services/report-not-received.ts";
import { listReports, shipmentReports } from "./services/reports.ts";
import { invitationToKeep } from "./services/review-invitation.ts";
import {
	answerReview,
	eraseReview,
	getReview,
	getReviewPicture,
	getReviewVideo,
	listReviews,
	moderateReview,
	reviewRatings,
	reviewsWaiting,
} from "./services/reviews.ts";
import { samplePush } from "./services/sample-push.ts";
import { getShipment } from "./services/shipments.ts";
import { changeShop, getShop, openLogo, openStyles, removeLogo, setLogo } from "./services/shop.ts";
import { openShown, sealShown } from "./services/shown-once.ts";
import { type ShowDeps, shownProducts } from "./services/shown-products.ts";
import { addStaff, changeStaff, getStaff, listStaff, removeStaff, staffNames } from "./services/staff.ts";
import { openStaffAction, pressStaffAction } from "./services/staff-actions.ts";
import type { NoticeDeps } from "./services/tell-watchers.ts";
import { transitTimes } from "./services/transit-times.ts";
import { type TryDeps, tryConnection } from "./services/try-connection.ts";
import { openVerification, readHeld, verifyReader } from "./services/verify-reader.ts";
import { stopOnDevice, watchOnDevice } from "./services/watch-device.ts";
import { changeWatching, offerWatching, openWatcher, watchParcel } from "./services/watch-parcel.ts";
import { whileUp } from "./services/while-up.ts";
import { takeReviewBack, writeReview } from "./services/write-review.ts";
import type { Webhooks } from "./webhooks.ts";

type VerbDeps = TryDeps & LetterDeps & StaffLetterDeps & NoticeDeps & ShowDeps;

/**
 * Every verb of src/services as the door asks for it, with what it works with. Each is tried again, or refused for a while,
 * where the database is away. `fileCame`: there is something to import.
 */
export function boundServices(deps: VerbDeps, fileCame: () => void): Omit<Services, keyof Webhooks["services"]> {
	const bound =
		<Given extends readonly unknown[], Answer>(verb: (deps: VerbDeps, ...given: Given) => Promise<Answer>) =>
		(...given: Given): Promise<Answer> =>
			whileUp(() => verb(deps, ...given));
	const accuracy = publicAccuracy(deps);
	const wrongKeys = countTries(WRONG_KEYS);
	return {
		authenticate: bound(authenticate),
		claimKeyed: bound(claimKeyed),
		settleKeyed: bound(settleKeyed),
		registerShipment: bound(registerShipment),
		// Its items wait for the database each by itself.
		registerShipments: (principal, inputs) => registerShipments(deps, principal, inputs),
		changeShipment: bound(changeShipment),
		followShipment: bound(followShipment),
		refreshNow: bound(refreshNow),
		getShipment: bound(getShipment),
		exchangeShipment: bound(exchangeShipment),
		listShipments: bound(listShipments),
		countShipments: bound(countShipments),
		getOrder: bound(getOrder),
		listOrders: bound(listOrders),
		correctCarrier: bound(correctCarrier),
		listCarriers,
		listCouriers: bound(listCouriers),
		courierLegs: bound(courierLegs),
		detectCarriers: bound(detectCarriers),
		etaAccuracy: bound(etaAccuracy),
		publicAccuracy: () => whileUp(accuracy),
		estimateEta: bound(estimateEta),
		connect: bound(connect),
		getConnection: bound(getConnection),
		listConnections: bound(listConnections),
		changeConnection: bound(changeConnection),
		disconnect: bound(disconnect),
		listSubscriptions: bound(listSubscriptions),
		rotateConnectionSecret: bound(rotateConnectionSecret),
		tryConnection: bound(tryConnection),
		samplePush: bound(samplePush),
		openBoard: bound(openBoard),
		listMessages: bound(listMessages),
		getMessage: bound(getMessage),
		readMessageAgain: bound(readMessageAgain),
		openPage: bound(openPage),
		openParcel: bound(openParcel),
		pageVersions: bound(pageVersions),
		lookUp: bound(lookUp),
		openVerification: bound(openVerification),
		verifyReader: bound(verifyReader),
		readHeld: bound(readHeld),
		openFeed: bound(openFeed),
		getShop: bound(getShop),
		changeShop: bound(changeShop),
		setLogo: bound(setLogo),
		removeLogo: bound(removeLogo),
		openLogo: bound(openLogo),
		openStyles,
		shownReviews: bound(shownReviews),
		readReviews: bound(readReviews),
		writeReview: bound(writeReview),
		invitationToKeep: bound(invitationToKeep),
		takeReviewBack: bound(takeReviewBack),
		openReviewPicture: bound(openReviewPicture),
		openReviewVideo: bound(openReviewVideo),
		reportNotReceived: bound(reportNotReceived),
		takeReportBack: bound(takeReportBack),
		shipmentReports: bound(shipmentReports),
		shipmentNotices: bound(shipmentNotices),
		previewNotices: bound(previewNotices),
		listReports: bound(listReports),
		drawPhotos,
		remakeVideo,
		askQuestion: bound(askQuestion),
		offerWatching: bound(offerWatching),
		watchParcel: bound(watchParcel),
		watchOnDevice: bound(watchOnDevice),
		stopOnDevice: bound(stopOnDevice),
		openWatcher: bound(openWatcher),
		changeWatching: bound(changeWatching),
		readThreads: bound(readThreads),
		openThread: bound(openThread),
		openPicture: bound(openPicture),
		listQuestions: bound(listQuestions),
		questionsStanding: bound(questionsStanding),
		questionsWaiting: bound(questionsWaiting),
		getQuestion: bound(getQuestion),
		getPicture: bound(getPicture),
		answerQuestion: bound(answerQuestion),
		closeQuestion: bound(closeQuestion),
		listReviews: bound(listReviews),
		reviewsWaiting: bound(reviewsWaiting),
		getReview: bound(getReview),
		getReviewPicture: bound(getReviewPicture),
		getReviewVideo: bound(getReviewVideo),
		moderateReview: bound(moderateReview),
		answerReview: bound(answerReview),
		eraseReview: bound(eraseReview),
		reviewRatings: bound(reviewRatings),
		eraseQuestion: bound(eraseQuestion),
		openErasure: bound(openErasure),
		eraseOwnQuestion: bound(eraseOwnQuestion),
		exportConversation: bound(exportConversation),
		listStaff: bound(listStaff),
		addStaff: bound(addStaff),
		getStaff: bound(getStaff),
		changeStaff: bound(changeStaff),
		removeStaff: bound(removeStaff),
		staffNames: bound(staffNames),
		openStaffAction: bound(openStaffAction),
		pressStaffAction: bound(pressStaffAction),
		voteOnFaq: bound(voteOnFaq),
		faqHelped: bound(faqHelped),
		listInboundMails: bound(listInboundMails),
		countMailsToPlace: bound(countMailsToPlace),
		getInboundMail: bound(getInboundMail),
		placeInboundMail: bound(placeInboundMail),
		listAudit: bound(listAudit),
		takeTurns: createKeyLimits(),
		countWrongKey: (address) => wrongKeys.take(address, ""),
		getKey: bound(getKey),
		listKeys: bound(listKeys),
		keyLabels: bound(keyLabels),
		createKey: bound(createKey),
		changeKey: bound(changeKey),
		rotateKey: bound(rotateKey),
		revokeKey: bound(revokeKey),
		logIn: bound(logIn),
		openSession: bound(openSession),
		logOut: bound(logOut),
		mailLoginLink: bound(mailLoginLink),
		openLoginLink: bound(openLoginLink),
		useLoginLink: bound(useLoginLink),
		sealShown: (...about) => sealShown(deps, ...about),
		openShown: (...about) => openShown(deps, ...about),
		listBrands: bound(listBrands),
		createBrand: bound(createBrand),
		getBrand: bound(getBrand),
		changeBrand: bound(changeBrand),
		deleteBrand: bound(deleteBrand),
		setBrandLogo: bound(setBrandLogo),
		removeBrandLogo: bound(removeBrandLogo),
		newestPage: bound(newestPage),
		putProducts: bound(putProducts),
		readProductFile,
		listProducts: bound(listProducts),
		countProducts: bound(countProducts),
		removeProduct: bound(removeProduct),
		removeProducts: bound(removeProducts),
		shownProducts: bound(shownProducts),
		openProductPicture: bound(openProductPicture),
		// A file arrives once: what of it asks the database waits for that by itself.
		startImport: (principal, input) => startImport(deps, principal, input).finally(fileCame),
		restartImport: (principal, id, asked) => whileUp(() => restartImport(deps, principal, id, asked)).finally(fileCame),
		getImport: bound(getImport),
		listImports: bound(listImports),
		cancelImport: bound(cancelImport),
		listProblems: bound(listProblems),
		problemsFile: (principal, id) => problemsFile(deps, principal, id),
		// Each of its slices waits for the database by itself.
		exportShipments: (principal, wanted, form) => exportShipments(deps, principal, wanted, form),
		transitTimes: bound(transitTimes),
		onTimeShares: bound(onTimeShares),
		exceptions: bound(exceptions),
	};
}
