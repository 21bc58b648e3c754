// Shows what came for this device, and opens its parcel. It loads nothing and stands between the page and nobody.
self.addEventListener("push", (event) => {
	event.waitUntil(show(event.data));
});

self.addEventListener("notificationclick", (event) => {
	event.notification.close();
	event.waitUntil(open(event.notification.data));
});

async function show(data) {
	const { title, body, locale, direction, path } = data.json();
	// One of the same parcel takes the place of the one before, and is heard again.
	const tag = path.split("?")[0];
	await self.registration.showNotification(title, {
		body,
		lang: locale,
		dir: direction,
		tag,
		renotify: true,
		data: path,
	});
}

async function open(path) {
	const address = new URL(path, self.location.origin);
	if (address.origin !== self.location.origin || !address.pathname.startsWith("/t/")) return;
	const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
	const there = windows.find(({ url }) => new URL(url).pathname === address.pathname);
	await (there ? there.focus() : self.clients.openWindow(address.href));
}
