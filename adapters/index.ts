import { track17 } from "./17track.ts";
import { aftership } from "./aftership.ts";
import { alliedExpress } from "./allied-express.ts";
import { amazonShipping } from "./amazon-shipping.ts";
import { anPost } from "./an-post.ts";
import { aramex } from "./aramex.ts";
import { asendia } from "./asendia.ts";
import { asendiaUs } from "./asendia-us.ts";
import { australiaPost } from "./australia-post.ts";
import { bluedart } from "./bluedart.ts";
import { boxknight } from "./boxknight.ts";
import { bpost } from "./bpost.ts";
import { bring } from "./bring.ts";
import { cainiao } from "./cainiao.ts";
import { canadaPost } from "./canada-post.ts";
import { canpar } from "./canpar.ts";
import { chronopost } from "./chronopost.ts";
import { correios } from "./correios.ts";
import { correos } from "./correos.ts";
import { delhivery } from "./delhivery.ts";
import { demo } from "./demo.ts";
import { deppon } from "./deppon.ts";
import { dhl } from "./dhl.ts";
import { dhlExpress } from "./dhl-express.ts";
import { dhlParcelDe } from "./dhl-parcel-de.ts";
import { dhlPoland } from "./dhl-poland.ts";
import { dicom } from "./dicom.ts";
import { dpd } from "./dpd.ts";
import { dpdBelux } from "./dpd-belux.ts";
import { dpdFrance } from "./dpd-france.ts";
import { easypost } from "./easypost.ts";
import { easyship } from "./easyship.ts";
import { edifactIftsta } from "./edifact-iftsta.ts";
import { emsChina } from "./ems-china.ts";
import { epcis } from "./epcis.ts";
import { eshipper } from "./eshipper.ts";
import { estafeta } from "./estafeta.ts";
import { evri } from "./evri.ts";
import { fedex } from "./fedex.ts";
import { flashExpress } from "./flash-express.ts";
import { geodis } from "./geodis.ts";
import { gls } from "./gls.ts";
import { glsPakstat } from "./gls-pakstat.ts";
import { hayPost } from "./hay-post.ts";
import { hermesDe } from "./hermes-de.ts";
import { inpost } from "./inpost.ts";
import { jdLogistics } from "./jd-logistics.ts";
import { jtExpress } from "./jt-express.ts";
import { kdniao } from "./kdniao.ts";
import type { Carrier, KnownCarrier } from "./kit/index.ts";
import { couriers } from "./known/couriers.ts";
import { posts } from "./known/posts.ts";
import { kuaidi100 } from "./kuaidi100.ts";
import { laPoste } from "./la-poste.ts";
import { landmarkGlobal } from "./landmark-global.ts";
import { locate2u } from "./locate2u.ts";
import { nationex } from "./nationex.ts";
import { ninjaVan } from "./ninja-van.ts";
import { novaPost } from "./nova-post.ts";
import { nzPost } from "./nz-post.ts";
import { ontrac } from "./ontrac.ts";
import { parcelone } from "./parcelone.ts";
import { postnl } from "./postnl.ts";
import { postnord } from "./postnord.ts";
import { purolator } from "./purolator.ts";
import { push } from "./push.ts";
import { roadie } from "./roadie.ts";
import { royalMail } from "./royal-mail.ts";
import { seko } from "./seko.ts";
import { sendle } from "./sendle.ts";
import { sfExpress } from "./sf-express.ts";
import { ship24 } from "./ship24.ts";
import { shipengine } from "./shipengine.ts";
import { shippo } from "./shippo.ts";
import { shiprocket } from "./shiprocket.ts";
import { shopeeXpress } from "./shopee-xpress.ts";
import { smartkargo } from "./smartkargo.ts";
import { spring } from "./spring.ts";
import { sto } from "./sto.ts";
import { swissPost } from "./swiss-post.ts";
import { teleship } from "./teleship.ts";
import { tnt } from "./tnt.ts";
import { trackingmore } from "./trackingmore.ts";
import { uniuni } from "./uniuni.ts";
import { ups } from "./ups.ts";
import { usps } from "./usps.ts";
import { veho } from "./veho.ts";
import { x12214 } from "./x12-214.ts";
import { yanwen } from "./yanwen.ts";
import { yto } from "./yto.ts";
import { yunda } from "./yunda.ts";
import { yunexpress } from "./yunexpress.ts";
import { zoom2u } from "./zoom2u.ts";
import { zto } from "./zto.ts";

export { deliveryWeek } from "./service-times/delivery-week.ts";
export type { StatedSource } from "./service-times/stated-service.ts";
export { type StatedEnd, type StatedQuery, type StatedTime, statedTime } from "./service-times/stated-time.ts";

/** Every carrier, in alphabetical order. test/carriers/registry.test.ts fails if a file is missing here. */
export const carriers: readonly Carrier[] = [
	track17,
	aftership,
	alliedExpress,
	amazonShipping,
	anPost,
	aramex,
	asendia,
	asendiaUs,
	australiaPost,
	bluedart,
	boxknight,
	bpost,
	bring,
	cainiao,
	canadaPost,
	canpar,
	chronopost,
	correios,
	correos,
	delhivery,
	demo,
	deppon,
	dhl,
	dhlExpress,
	dhlParcelDe,
	dhlPoland,
	dicom,
	dpd,
	dpdBelux,
	dpdFrance,
	easypost,
	easyship,
	edifactIftsta,
	emsChina,
	epcis,
	eshipper,
	estafeta,
	evri,
	fedex,
	flashExpress,
	geodis,
	gls,
	glsPakstat,
	hayPost,
	hermesDe,
	inpost,
	jdLogistics,
	jtExpress,
	kdniao,
	kuaidi100,
	laPoste,
	landmarkGlobal,
	locate2u,
	nationex,
	ninjaVan,
	novaPost,
	nzPost,
	ontrac,
	parcelone,
	postnl,
	postnord,
	purolator,
	push,
	roadie,
	royalMail,
	seko,
	sendle,
	sfExpress,
	ship24,
	shipengine,
	shippo,
	shiprocket,
	shopeeXpress,
	smartkargo,
	spring,
	sto,
	swissPost,
	teleship,
	tnt,
	trackingmore,
	uniuni,
	ups,
	usps,
	veho,
	x12214,
	yanwen,
	yto,
	yunda,
	yunexpress,
	zoom2u,
	zto,
];

const byCode: ReadonlyMap<string, Carrier> = new Map(carriers.map((carrier) => [carrier.code, carrier]));

export function carrierOf(code: string): Carrier | undefined {
	return byCode.get(code);
}

/** Those without an adapter, in alphabetical order: known by their numbers, name and page alone. */
export const knownCarriers: readonly KnownCarrier[] = [...couriers, ...posts]
	.sort((a, b) => (a.code < b.code ? -1 : 1))
	.map((carrier) => Object.freeze(carrier));

const allByCode: ReadonlyMap<string, KnownCarrier> = new Map(
	[...knownCarriers, ...carriers].map((carrier) => [carrier.code, carrier]),
);

/** Any carrier that has a name and a page, with an adapter or without. */
export function namedCarrier(code: string): KnownCarrier | undefined {
	return allByCode.get(code);
}
