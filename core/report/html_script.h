// Style and script of the report's file. Private to core/report.
#pragma once

namespace caftan {

inline constexpr const char* reportHead = R"html(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>
:root { color-scheme: light dark; --text: #1f2328; --muted: #6b7785; --line: #d9dee4; --card: #fff; --accent: #3b5bdb; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6e9ee; --muted: #9aa4b0; --line: #38404a; --card: #1b1f24; --accent: #7b92f7; }
}
body { font: 15px/1.5 "Noto Sans", "DejaVu Sans", sans-serif; color: var(--text); background: var(--card); margin: 0; }
main { max-width: 1080px; margin: 0 auto; padding: 24px; }
h1 { font-size: 24px; } h2 { font-size: 17px; margin-top: 32px; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; display: block; overflow-x: auto; }
th { color: var(--muted); font-weight: 400; } th, td { border-bottom: 1px solid var(--line); padding: 4px 10px; }
svg { width: 100%; height: auto; touch-action: none; } svg text { fill: var(--muted); font-size: 12px; }
svg .name { fill: var(--text); } .cut { cursor: ew-resize; } .cut:focus { outline: 2px solid var(--accent); }
</style>
)html";

// Expects `report`. Draws into #scatter, #histogram and #bands; without a script the tables remain.
inline constexpr const char* reportScript = R"script(
const ns = "http://www.w3.org/2000/svg", colors = ["#3b5bdb", "#8f56d6", "#6b7785", "#14907c", "#c2417c", "#6f7d00",
  "#8a5a44", "#0b8fa8"], ramp = ["#0072B2", "#E69F00", "#D55E00"];
const make = (parent, tag, attributes, text) => {
  const node = document.createElementNS(ns, tag);
  for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  parent.appendChild(node);
  return node;
};
const canvas = (id, width, height, label) => {
  const svg = make(document.getElementById(id), "svg", {viewBox: `0 0 ${width} ${height}`, role: "img"});
  svg.setAttribute("aria-label", label);
  return svg;
};
const percent = share => (100 * share).toFixed(1) + " %";
const count = value => Math.round(value).toLocaleString("en");

function drawScatter() {
  const points = report.recipes.filter(r => r.tokens.seen).map((r, i) => ({...r, x: Math.log10(Math.max(1, r.tokens.seen)),
    color: colors[report.recipes.indexOf(r) % colors.length]}));
  if (!points.length) return;
  const width = 1040, height = 340, left = 60, right = 190, top = 16, bottom = 46;
  const svg = canvas("scatter", width, height, "Accuracy against answer tokens trained on");
  let x0 = Math.min(...points.map(p => p.x)) - 0.1, x1 = Math.max(...points.map(p => p.x)) + 0.1;
  let y0 = Math.min(...points.map(p => p.low)) - 0.01, y1 = Math.max(...points.map(p => p.high)) + 0.01;
  const X = x => left + (x - x0) / (x1 - x0) * (width - left - right);
  const Y = y => height - bottom - (y - y0) / (y1 - y0) * (height - top - bottom);
  const step = [0.01, 0.02, 0.05, 0.1, 0.2].find(s => (y1 - y0) / s <= 6) || 0.25;
  for (let y = Math.ceil(y0 / step) * step; y <= y1; y += step) {
    make(svg, "line", {x1: left, x2: width - right, y1: Y(y), y2: Y(y), stroke: "var(--line)"});
    make(svg, "text", {x: left - 8, y: Y(y) + 4, "text-anchor": "end"}, Math.round(100 * y) + " %");
  }
  for (let decade = Math.floor(x0); decade <= x1; ++decade)
    for (const factor of [1, 2, 5]) {
      const x = decade + Math.log10(factor);
      if (x >= x0 && x <= x1)
        make(svg, "text", {x: X(x), y: height - 26, "text-anchor": "middle"}, count(factor * 10 ** decade));
    }
  make(svg, "text", {x: (left + width - right) / 2, y: height - 6, "text-anchor": "middle"},
    "answer tokens trained on, times epochs (log scale); bars are 95 % intervals");
  const front = [];
  for (const p of [...points].sort((a, b) => a.x - b.x || b.accuracy_all - a.accuracy_all))
    if (!front.length || p.accuracy_all > front[front.length - 1].accuracy_all) front.push(p);
  if (front.length > 1) {
    let path = "";
    front.forEach((p, i) => path += i ? `H${X(p.x)}V${Y(p.accuracy_all)}` : `M${X(p.x)} ${Y(p.accuracy_all)}`);
    make(svg, "path", {d: path + `H${width - right}`, fill: "none", stroke: "var(--muted)"});
  }
  const used = points.map(p => ({l: X(p.x) - 6, r: X(p.x) + 6, t: Y(p.high), b: Y(p.low)}));
  for (const p of points) {
    make(svg, "line", {x1: X(p.x), x2: X(p.x), y1: Y(p.low), y2: Y(p.high), stroke: p.color});
    const dot = make(svg, "circle", {cx: X(p.x), cy: Y(p.accuracy_all), r: 5, fill: p.color});
    make(dot, "title", {}, `${p.label}: ${percent(p.accuracy_all)} [${percent(p.low)}, ${percent(p.high)}], ` +
      `${count(p.tokens.seen)} tokens`);
    const wide = 7.2 * p.label.length;
    for (const shift of [0, -15, 15, -30, 30, -45, 45, -60, 60]) {
      const box = {l: X(p.x) + 9, r: X(p.x) + 9 + wide, t: Y(p.accuracy_all) + shift - 8, b: Y(p.accuracy_all) + shift + 8};
      if (used.some(u => u.l < box.r && box.l < u.r && u.t < box.b && box.t < u.b) || box.b > height - bottom) continue;
      used.push(box);
      make(svg, "text", {x: box.l, y: box.t + 12, class: "name"}, p.label);
      break;
    }
  }
}

function drawHistogram() {
  const data = report.histogram;
  if (!data || !data.values.length) return;
  const cuts = [...data.cuts], floor = 1e-4, bins = 60, width = 1040, height = 300, left = 20, right = 20, bottom = 44;
  const most = Math.max(...data.values, floor * 10), decades = Math.log10(most / floor);
  const place = v => v <= floor ? 0 : 1 + Math.log10(v / floor) / decades * (bins - 1);
  const valueAt = p => p <= 1 ? floor * Math.max(0, p) : floor * 10 ** ((p - 1) / (bins - 1) * decades);
  const X = p => left + p / bins * (width - left - right);
  const rightIn = Array(bins).fill(0), wrongIn = Array(bins).fill(0);
  data.values.forEach((v, i) => (data.right[i] ? rightIn : wrongIn)[Math.min(bins - 1, Math.floor(place(v)))]++);
  const tall = Math.max(...rightIn.map((r, i) => r + wrongIn[i])), Y = n => height - bottom - n / tall * (height - bottom - 14);
  const svg = canvas("histogram", width, height, "Histogram of " + data.metric + ", right stacked on wrong");
  const tints = make(svg, "g"), shade = band => ramp[cuts.length ? Math.round(band / cuts.length * 2) : 0];
  for (let i = 0; i < bins; ++i) {
    make(svg, "rect", {x: X(i) + .5, width: X(i + 1) - X(i) - 1, y: Y(wrongIn[i]), height: Y(0) - Y(wrongIn[i]), fill: "#4b535e"});
    make(svg, "rect", {x: X(i) + .5, width: X(i + 1) - X(i) - 1, y: Y(wrongIn[i] + rightIn[i]),
      height: Y(wrongIn[i]) - Y(wrongIn[i] + rightIn[i]), fill: "#a6aebb"});
  }
  for (let d = 0; d <= Math.floor(decades); ++d)
    make(svg, "text", {x: X(place(floor * 10 ** d * 1.0001)), y: height - 26, "text-anchor": "middle"}, String(+(floor * 10 ** d).toPrecision(1)));
  make(svg, "text", {x: width / 2, y: height - 6, "text-anchor": "middle"},
    data.metric + " of the base model's answer (nats, log scale); light: right, dark: wrong; drag a cut");
  const handles = cuts.map((cut, i) => {
    const group = make(svg, "g", {class: "cut", tabindex: 0, role: "slider", "aria-label": "cut " + (i + 1)});
    make(group, "rect", {y: 0, width: 16, height: height - bottom, x: -8, fill: "transparent"});
    make(group, "line", {y1: 0, y2: height - bottom, stroke: "var(--accent)", "stroke-width": 2});
    const move = v => {
      cuts[i] = Math.min(Math.max(v, i ? cuts[i - 1] : 0), i + 1 < cuts.length ? cuts[i + 1] : most);
      refresh();
    };
    group.addEventListener("pointerdown", e => group.setPointerCapture(e.pointerId));
    group.addEventListener("pointermove", e => {
      if (!group.hasPointerCapture(e.pointerId)) return;
      const box = svg.getBoundingClientRect();
      move(valueAt(((e.clientX - box.left) / box.width * width - left) / (width - left - right) * bins));
    });
    group.addEventListener("keydown", e => {
      const step = {ArrowLeft: -0.25, ArrowRight: 0.25}[e.key];
      if (step) { move(valueAt(place(cuts[i]) + step * (e.shiftKey ? 8 : 1))); e.preventDefault(); }
    });
    return group;
  });
  function refresh() {
    tints.replaceChildren();
    const edges = [0, ...cuts.map(place), bins], rows = [];
    for (let band = 0; band <= cuts.length; ++band) {
      make(tints, "rect", {x: X(edges[band]), width: Math.max(0, X(edges[band + 1]) - X(edges[band])), y: 0,
        height: height - bottom, fill: shade(band), opacity: 0.12});
      rows.push({n: 0, right: 0});
    }
    data.values.forEach((v, i) => {
      let band = 0;
      while (band < cuts.length && v > cuts[band]) ++band;
      rows[band].n++;
      rows[band].right += data.right[i];
    });
    handles.forEach((h, i) => {
      h.setAttribute("transform", `translate(${X(place(cuts[i]))} 0)`);
      h.setAttribute("aria-valuenow", cuts[i].toPrecision(3));
    });
    const names = cuts.length === 2 ? ["easy", "middle", "hard"] : cuts.length === 1 ? ["easy", "hard"] : rows.map((_, i) => "band-" + (i + 1));
    document.getElementById("bandsText").textContent = "Cuts at " + cuts.map(c => c.toPrecision(3)).join(" and ") + " nats. " +
      rows.map((r, i) => `${names[i]}: ${count(r.n)} questions, ${r.n ? percent(r.right / r.n) : "–"} right before training`).join("; ") + ".";
  }
  refresh();
}
drawScatter();
drawHistogram();
)script";

} // namespace caftan
