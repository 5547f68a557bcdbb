import { mount, unmount } from "svelte";
import App from "./App.svelte";
import Loading from "./components/Loading.svelte";
import { bundleAddress, bundleInside, bundleOfServer, type Bundle } from "./lib/bundle";
import { Page } from "./lib/page.svelte";
import "./style.css";

const target = document.getElementById("page")!;
const show = (bundle: Bundle) => mount(App, { target, props: { page: new Page(bundle) } });
function ask(): void {
  const answer = bundleOfServer();
  const loading = mount(Loading, { target, props: { answer, address: bundleAddress(), again: () => void unmount(loading).then(ask) } });
  answer.then(
    (bundle) => unmount(loading).then(() => show(bundle)),
    () => undefined, // Loading says it
  );
}
const inside = bundleInside();
if (inside) show(inside);
else ask();
