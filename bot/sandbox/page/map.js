// A small invented map: the same place always looks the same, and nothing is fetched from anywhere.
import { svg } from "./dom.js";
import { say } from "./words.js";

const WIDTH = 300;
const HEIGHT = 140;

/** A drawing for a place; streets are made up, the coordinates under it are what counts. */
export function drawMap(lat, lon) {
  const chance = dice(Math.round(lat * 1e4) * 7919 + Math.round(lon * 1e4));
  const frame = { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "xMidYMid slice" };
  const picture = svg("svg", { ...frame, class: "map", role: "img", "aria-label": say("place") });
  picture.append(svg("rect", { width: WIDTH, height: HEIGHT, class: "map-ground" }));
  picture.append(green(chance), ...water(chance), ...streets(chance, "map-casing"), ...houses(chance));
  picture.append(...roads(chance), pin());
  return picture;
}

function dice(seed) {
  let state = seed >>> 0 || 1;
  return (low, high) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return low + ((high - low) * state) / 2 ** 32;
  };
}

function green(chance) {
  const [x, y] = [chance(10, 200), chance(-20, 80)];
  return svg("rect", { x, y, width: chance(60, 110), height: chance(40, 80), rx: 14, class: "map-green" });
}

function water(chance) {
  if (chance(0, 1) < 0.5) return [];
  const y = chance(96, 128);
  return [svg("path", { d: `M-10 ${y} C 80 ${y - 30}, 180 ${y + 34}, 310 ${y - 8}`, class: "map-water" })];
}

function streets(chance, look) {
  return Array.from({ length: 5 }, (_, index) => {
    const x = 20 + index * 62 + chance(-14, 14);
    return svg("path", { d: `M${x} -10 L ${x + chance(-26, 26)} 150`, class: look });
  });
}

function houses(chance) {
  return Array.from({ length: 16 }, () => {
    const [x, y] = [chance(0, WIDTH - 20), chance(0, HEIGHT - 16)];
    return svg("rect", { x, y, width: chance(9, 20), height: chance(8, 15), rx: 2, class: "map-house" });
  });
}

function roads(chance) {
  const bend = chance(-26, 26);
  const main = `M-10 ${70 + bend} Q 150 ${70 - bend} 310 ${70 + bend / 2}`;
  const side = `M150 70 Q ${150 + bend} 110 ${150 + bend * 2} 150`;
  return ["map-road-edge", "map-road"].flatMap((look) => [svg("path", { d: side, class: look }), svg("path", { d: main, class: look })]);
}

function pin() {
  const drop = svg("path", { d: "M150 72 c-13 -17 -17 -23 -17 -31 a17 17 0 0 1 34 0 c0 8 -4 14 -17 31z", class: "map-pin" });
  const shade = svg("ellipse", { cx: 150, cy: 73, rx: 8, ry: 3, class: "map-shade" });
  return svg("g", {}, shade, drop, svg("circle", { cx: 150, cy: 41, r: 6, class: "map-eye" }));
}
