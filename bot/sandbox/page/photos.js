// Photos and files on their way in: from the machine, from the clipboard, or drawn on the spot.

const MOST_BYTES = 10 * 1024 * 1024;
const MOST_PHOTOS = 10;

/** Asks the browser for files; answers an empty list when the person thinks better of it. */
export function chooseFiles({ accept = "", several = false } = {}) {
  return new Promise((answer) => {
    const input = document.createElement("input");
    Object.assign(input, { type: "file", accept, multiple: several });
    input.addEventListener("change", () => answer([...input.files].slice(0, MOST_PHOTOS)));
    input.addEventListener("cancel", () => answer([]));
    input.click();
  });
}

export function tooBig(file) {
  return file.size > MOST_BYTES;
}

/** All pictures of a message or album; one that is still being sent carries its album in `others`. */
export function photosOf(views) {
  return views.flatMap((view) => [view.photo, ...(view.others ?? [])]).filter(Boolean);
}

/** The file's bytes as base64, without the data: in front. */
export function base64(file) {
  return new Promise((answer, fail) => {
    const reader = new FileReader();
    reader.onload = () => answer(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(file);
  });
}

/** A drawn street, for those who have no photo at hand. */
export function samplePhoto(words) {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: 1200, height: 800 });
  paint(canvas.getContext("2d"), words);
  return new Promise((answer) => canvas.toBlob((blob) => answer(new File([blob], "skolevej.jpg", { type: "image/jpeg" })), "image/jpeg", 0.86));
}

function paint(pen, words) {
  const box = (colour, x, y, width, height) => {
    pen.fillStyle = colour;
    pen.fillRect(x, y, width, height);
  };
  const shape = (colour, ...points) => {
    pen.fillStyle = colour;
    pen.beginPath();
    for (const [x, y] of points) pen.lineTo(x, y);
    pen.fill();
  };
  box("#bcd9e8", 0, 0, 1200, 430);
  box("#8fae7c", 0, 430, 1200, 370);
  for (const [x, colour] of [[70, "#b4533c"], [300, "#d9b26a"], [800, "#c9c4b5"], [980, "#9c4a38"]]) house(box, shape, x, colour);
  shape("#5d6468", [540, 430], [660, 430], [1010, 800], [190, 800]);
  for (let step = 0; step < 5; step += 1) dash(shape, step);
  sign(pen, words);
}

function house(box, shape, x, colour) {
  box(colour, x, 300, 170, 150);
  shape("#5b3a31", [x - 14, 304], [x + 85, 220], [x + 184, 304]);
  box("#e9f1f4", x + 24, 338, 42, 44);
  box("#e9f1f4", x + 104, 338, 42, 44);
}

function dash(shape, step) {
  const [y, height, width] = [450 + step * step * 17, 14 + step * 12, 3 + step * 3];
  shape("#eef0ea", [600 - width, y], [600 + width, y], [600 + width + step, y + height], [600 - width - step, y + height]);
}

function sign(pen, words) {
  pen.fillStyle = "#3a3f42";
  pen.fillRect(222, 560, 12, 170);
  pen.fillStyle = "#1d5fa8";
  pen.fillRect(110, 500, 236, 76);
  pen.fillStyle = "#ffffff";
  pen.font = "600 40px sans-serif";
  pen.textAlign = "center";
  pen.fillText("Skolevej", 228, 552);
  pen.font = "500 26px sans-serif";
  pen.fillText(words, 1060, 772);
}
