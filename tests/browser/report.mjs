// Opens reports in a real browser at desktop and phone width, clicks through them, and finds no error on the console and no
// violation of accessibility rules (axe-core: WCAG 2.2 A and AA, and best practice).
// node report.mjs KIND=PAGE.html...; KIND is compare, full or sweep. CHROMIUM names the browser, SCREENSHOTS a folder for pictures.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import path from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";
import {chromium} from "playwright-core";

const here = path.dirname(fileURLToPath(import.meta.url));
const axe = readFileSync(path.join(here, "node_modules/axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"]});

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}));
  return found.violations.map((one) =>
    `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => `${node.html} ${node.failureSummary}`).join(" | ")}`);
}

// The first screen holds all of these; it has not been scrolled yet.
async function firstScreen(page, what, ...elements) {
  const {width, height} = page.viewportSize();
  for (const element of elements) {
    const box = await element.boundingBox();
    assert.ok(box && box.y >= 0 && box.y + box.height <= height, `${what}: below the first screen: ${await element.innerText()}`);
    assert.ok(box.x >= 0 && box.x + box.width <= width, `${what}: cut off at the side: ${await element.innerText()}`);
  }
}

async function comparison(page, full, what) {
  // The question and its answer stand on the first screen: three sentences with figures, and where there is room the table.
  const sentences = page.locator(".sentence");
  assert.equal(await sentences.count(), 3);
  for (const text of await sentences.allTextContents()) assert.match(text, /\d/);
  await firstScreen(page, what, page.locator("h1"), ...await sentences.all());
  const cells = await page.locator(".glance td").all();
  if (page.viewportSize().width > 1000) {
    await firstScreen(page, what, page.locator(".glance table"), ...cells);
  } else {
    // A card per row: nothing of the table is cut off at the side.
    for (const cell of cells) {
      const box = await cell.boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= page.viewportSize().width, `${what}: a cell is cut off`);
    }
  }

  // Hover: the figures of the moment, and gone afterwards.
  const chart = page.locator("svg.course").first();
  await chart.scrollIntoViewIfNeeded();
  await chart.hover();
  assert.match(await page.locator("#tip").innerText(), /\d/);
  // Keyboard: another moment is said aloud.
  const plot = page.locator(".plot:has(> svg.course)").first();
  await plot.focus();
  await page.keyboard.press("ArrowLeft");
  const first = await page.locator("#spoken").textContent();
  await page.keyboard.press("ArrowLeft");
  assert.notEqual(await page.locator("#spoken").textContent(), first);
  await page.keyboard.press("Escape");
  assert.ok(await page.locator("#tip").isHidden());

  // Another outcome: its charts and no others.
  const shown = page.locator("[data-outcome].shown");
  assert.equal(await shown.getAttribute("data-outcome"), "wait_of_all");
  await page.selectOption("#outcome", "decision_delay_mean");
  assert.equal(await shown.count(), 1);
  assert.equal(await shown.getAttribute("data-outcome"), "decision_delay_mean");
  assert.ok(await shown.locator("svg.intervals").first().isVisible());
  await page.selectOption("#place", "overdue");
  assert.equal(await page.locator("[data-place].shown").getAttribute("data-place"), "overdue");

  // A municipality, by a click in a picture and by the list: it stands out everywhere and has its table.
  const row = page.locator("svg.shares g.town").nth(1);
  const name = await row.getAttribute("data-town");
  await row.locator(".hit").click({position: {x: 20, y: 5}});
  assert.equal(await page.locator("#town").inputValue(), name);
  assert.ok(await page.locator(`[data-town-table="${name}"]`).isVisible());
  assert.equal(await page.locator("svg.shares g.town.chosen").count(), await page.locator("svg.shares").count());
  if (full) assert.ok(await page.locator(".network.picked .pair.of").count() > 0);

  // What was chosen is in the address, so that it can be sent.
  const again = await page.context().newPage();
  await again.goto(page.url());
  assert.equal(await again.locator("#outcome").inputValue(), "decision_delay_mean");
  assert.equal(await again.locator("#town").inputValue(), name);
  await again.close();
}

async function sweep(page, what) {
  assert.ok(await page.locator(".sentence").count() > 0);
  await firstScreen(page, what, page.locator("h1"), page.locator(".sentence").first());
  const names = await page.locator("#outcome option").evaluateAll((all) => all.map((one) => one.value));
  for (const name of names) {
    await page.selectOption("#outcome", name);
    assert.equal(await page.locator("[data-outcome].shown").getAttribute("data-outcome"), name);
  }
}

try {
  for (const argument of process.argv.slice(2)) {
    const [kind, file] = argument.split("=");
    for (const [width, height, colorScheme] of [[1280, 800, "light"], [390, 844, "dark"]]) {
      const what = `${path.basename(file)} at ${width}`;
      const context = await browser.newContext({viewport: {width, height}, colorScheme, reducedMotion: "reduce"});
      const page = await context.newPage();
      const errors = [], asked = [];
      page.on("console", (message) => { if (["error", "warning"].includes(message.type())) errors.push(message.text()); });
      page.on("pageerror", (error) => errors.push(String(error)));
      page.on("request", (request) => { if (!/^(file|data):/.test(request.url())) asked.push(request.url()); });
      await page.goto(pathToFileURL(file).href);
      if (process.env.SCREENSHOTS) {
        await page.screenshot({path: path.join(process.env.SCREENSHOTS, `${path.basename(file, ".html")}-${width}.png`), fullPage: true});
      }
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, `${what}: it scrolls sideways`);
      if (kind === "sweep") await sweep(page, what); else await comparison(page, kind === "full", what);
      for (const details of await page.locator("details:visible > summary").all()) await details.click();
      assert.deepEqual(await violations(page), [], `${what}: accessibility`);
      assert.deepEqual(errors, [], `${what}: errors on the console`);
      assert.deepEqual(asked, [], `${what}: it asks something of a network`);
      await context.close();
    }
    // On paper nothing is left that can only be clicked, and no name in a picture is cut off at its side.
    const printed = await (await browser.newContext({viewport: {width: 794, height: 1123}})).newPage();
    await printed.goto(pathToFileURL(file).href);
    await printed.emulateMedia({media: "print"});
    assert.equal(await printed.locator("summary:visible, select:visible").count(), 0, `${file}: toggles are printed`);
    for (const picture of await printed.locator("svg.map:visible, svg.network:visible").all()) {
      const outside = await picture.evaluate((one) => {
        const frame = one.getBoundingClientRect();
        return [...one.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()])
          .filter(([, box]) => box.left < frame.left - 3 || box.right > frame.right + 3).map(([text]) => text);
      });
      assert.deepEqual(outside, [], `${file}: names are cut off`);
    }
    await printed.context().close();
    // Without JavaScript everything is there.
    const context = await browser.newContext({javaScriptEnabled: false});
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    assert.ok(await page.locator("[data-outcome]").last().isVisible(), "without JavaScript outcomes are hidden");
    await context.close();
  }
} finally {
  await browser.close();
}
