import { mount, unmount } from "svelte";
import App from "./App.svelte";
import Loading from "./components/Loading.svelte";
import { bundleAddress, loadBundle } from "./lib/bundle";
import { Page } from "./lib/page.svelte";
import "./style.css";

const target = document.getElementById("page")!;
function open(): void {
  const answer = loadBundle();
  const loading = mount(Loading, { target, props: { answer, address: bundleAddress(), again: () => void unmount(loading).then(open) } });
  answer.then(
    async (bundle) => {
      await unmount(loading);
      mount(App, { target, props: { page: new Page(bundle) } });
    },
    () => undefined, // Loading says it
  );
}
open();
