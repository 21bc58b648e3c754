import "./styles/colours.css";
import "./styles/page.css";
import "./styles/steps.css";
import "./styles/cards.css";
import "./styles/map-picture.css";
import "./styles/timeline.css";
import "./styles/facts.css";
import "./styles/forms.css";
import "./styles/thread.css";
import "./styles/reviews.css";
import "./styles/languages.css";
import "./styles/widget.css";
import "./styles/fitting.css";
import { nameOtherClocks } from "./clock-zones.ts";
import { startCopying } from "./copying.ts";
import { offerDeviceNews } from "./device-news.ts";
import { fitFrame } from "./fit-frame.ts";
import { followParcel } from "./live.ts";
import { startMap } from "./map-start.ts";
import { startSharing } from "./sharing.ts";

startCopying();
startSharing();
nameOtherClocks(document);
fitFrame();
offerDeviceNews();

const frame = document.getElementById("map");
followParcel(frame ? startMap(frame) : () => undefined);
