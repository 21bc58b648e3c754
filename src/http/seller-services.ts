import type { ConnectionChange, NewConnection } from "../services/connections.ts";
import type { EstimateView, NewEstimate } from "../services/estimate.ts";
import type { AccuracyQuery, EtaAccuracy } from "../services/eta-accuracy.ts";
import type { ShipmentsQuery } from "../services/list-shipments.ts";
import type { MessagesQuery } from "../services/messages.ts";
import type { PushSample } from "../services/sample-push.ts";
import type {
	CarrierCorrection,
	CarrierView,
	ConnectionView,
	DetectionView,
	MessageDetail,
	MessageView,
	NewShipment,
	OrderView,
	Principal,
	RereadView,
	ShipmentDetail,
	ShipmentView,
	SubscriptionView,
} from "../services/views.ts";

/** What the sellers' API asks of the layers behind the door. */
export interface SellerServices {
	/** Null: no such key, or it was revoked. */
	authenticate(key: string): Promise<Principal | null>;
	registerShipment(
		principal: Principal,
		input: NewShipment,
	): Promise<{ readonly created: boolean; readonly shipment: ShipmentView }>;
	getShipment(principal: Principal, id: string, at: { readonly asOf?: string | undefined }): Promise<ShipmentDetail>;
	correctCarrier(principal: Principal, id: string, truth: CarrierCorrection): Promise<ShipmentView>;
	listShipments(principal: Principal, query: ShipmentsQuery): Promise<Slice<ShipmentView>>;
	getOrder(principal: Principal, id: string): Promise<OrderView>;
	listOrders(principal: Principal, query: SliceQuery): Promise<Slice<OrderView>>;
	listCarriers(): readonly CarrierView[];
	detectCarriers(principal: Principal, numbers: readonly string[]): Promise<readonly DetectionView[]>;
	/** What the seller's windows were worth. */
	etaAccuracy(principal: Principal, query: AccuracyQuery): Promise<EtaAccuracy>;
	/** In the order of the options. */
	estimateEta(principal: Principal, question: NewEstimate): Promise<readonly EstimateView[]>;
	connect(principal: Principal, input: NewConnection): Promise<ConnectionView>;
	getConnection(principal: Principal, id: string): Promise<ConnectionView>;
	listConnections(principal: Principal): Promise<readonly ConnectionView[]>;
	changeConnection(principal: Principal, id: string, change: ConnectionChange): Promise<ConnectionView>;
	disconnect(principal: Principal, id: string): Promise<void>;
	/** Those in trouble first. */
	listSubscriptions(
		principal: Principal,
		id: string,
		query: { readonly state?: SubscriptionView["state"] | undefined; readonly limit: number },
	): Promise<readonly SubscriptionView[]>;
	/** A signed message for whoever builds the sending side of this connection. */
	samplePush(
		principal: Principal,
		id: string,
		query: { readonly trackingNumber?: string | undefined },
	): Promise<PushSample>;
	listMessages(principal: Principal, query: MessagesQuery): Promise<Slice<MessageView>>;
	getMessage(principal: Principal, id: string): Promise<MessageDetail>;
	/** Reads a kept message once more and applies it. */
	readMessageAgain(principal: Principal, id: string): Promise<RereadView>;
}

export interface SliceQuery {
	/** As a slice named it in `next`. */
	readonly cursor?: string | undefined;
	readonly limit: number;
}

export interface Slice<T> {
	readonly items: readonly T[];
	/** Where the next slice begins, one opaque word; null at the end. */
	readonly next: string | null;
}
