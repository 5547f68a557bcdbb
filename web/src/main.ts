import { mount } from "svelte";
import App from "./App.svelte";
import Failure from "./components/Failure.svelte";
import { loadBundle } from "./lib/bundle";
import { Page } from "./lib/page.svelte";
import "./style.css";

const target = document.getElementById("page")!;
loadBundle().then(
  (bundle) => mount(App, { target, props: { page: new Page(bundle) } }),
  (error: unknown) => mount(Failure, { target, props: { message: String(error) } }),
);
