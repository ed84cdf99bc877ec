// node measure.mjs HOME < {"url", "cookies": {name: value}, "desktop", "categories", "chromium", "arguments"}
// Prints Lighthouse's report as JSON. HOME has node_modules. The browser is new for each page and holds real cookies, so that
// the app's worker and its requests are signed in as on an officer's phone.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const modules = pathToFileURL(`${process.argv[2]}/node_modules/`);
const { default: lighthouse, desktopConfig } = await import(new URL("lighthouse/core/index.js", modules));
const { default: puppeteer } = await import(new URL("puppeteer-core/lib/esm/puppeteer/puppeteer-core.js", modules));

const asked = JSON.parse(readFileSync(0, "utf8"));
const browser = await puppeteer.launch({ executablePath: asked.chromium, args: asked.arguments });
try {
  const page = await browser.newPage();
  const cookies = Object.entries(asked.cookies).map(([name, value]) => ({ name, value, url: new URL("/", asked.url).href }));
  if (cookies.length) await page.setCookie(...cookies);
  const flags = { output: "json", logLevel: "error", onlyCategories: asked.categories };
  const { lhr } = await lighthouse(asked.url, flags, asked.desktop ? desktopConfig : undefined, page);
  process.stdout.write(JSON.stringify(lhr));
} finally {
  await browser.close();
}
