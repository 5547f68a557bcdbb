import { mount, unmount } from "svelte";
import App from "./App.svelte";
import Loading from "./components/Loading.svelte";
import { bundleAddress, bundleInside, bundleOfServer, type Bundle } from "./lib/bundle";
import { Page } from "./lib/page.svelte";
import "./style.css";

const target = document.getElementById("page")!;
const show = (page: Page) => mount(App, { target, props: { page } });
function ask(): void {
  const answer = bundleOfServer();
  /** Made with the first part of the answer, or with all of it. */
  let page: Page | undefined;
  const onpart = (part: Bundle) => {
    if (page) return;
    page = new Page(part);
    page.unfinished = bundleAddress();
    void unmount(loading);
    show(page);
  };
  const loading = mount(Loading, { target, props: { answer, address: bundleAddress(), onpart, again: () => void unmount(loading).then(ask) } });
  answer.then(
    (bundle) => {
      if (!page) return void unmount(loading).then(() => show(new Page(bundle)));
      page.replace(bundle);
      page.unfinished = "";
    },
    (error: Error) => {
      if (page) [page.unfinished, page.fault] = ["", error.message]; // else Loading says it
    },
  );
}
const inside = bundleInside();
if (inside) show(new Page(inside));
else ask();
