/** Files that the reader keeps: tables as CSV and XLSX, pictures as SVG and PNG. */

export function save(name: string, type: string, content: BlobPart): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name.replace(/[^\p{L}\p{N}._-]+/gu, "-");
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const paper = () => getComputedStyle(document.documentElement).getPropertyValue("--paper").trim() || "white";

const line = 18; // of a caption

/** A picture by itself: its computed colours and letters written into it, and below it what it says. */
function alone(picture: SVGSVGElement, caption: string[]): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const from = [picture, ...picture.querySelectorAll("*")];
  const to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((element, at) => {
    const style = getComputedStyle(element);
    const target = to[at] as SVGElement;
    for (const property of ["fill", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "fill-opacity", "opacity", "font-family", "font-size", "font-weight", "text-anchor"])
      target.style.setProperty(property, style.getPropertyValue(property));
  });
  const { width, height } = sizeOf(picture, caption);
  const space = "http://www.w3.org/2000/svg";
  copy.setAttribute("xmlns", space);
  copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const title = document.createElementNS(space, "title");
  title.textContent = caption[0] ?? "";
  copy.prepend(title);
  const { color, fontFamily } = getComputedStyle(document.body);
  caption.forEach((words, at) => {
    const text = document.createElementNS(space, "text");
    text.setAttribute("x", "4");
    text.setAttribute("y", String(picture.viewBox.baseVal.height + line * (at + 1) - 4));
    text.setAttribute("style", `fill: ${color}; font-family: ${fontFamily.replaceAll('"', "'")}; font-size: ${at === 0 ? 13 : 11}px; ${at === 0 ? "font-weight: 600" : "fill-opacity: .7"}`);
    text.textContent = words;
    copy.append(text);
  });
  copy.style.setProperty("background", paper());
  return new XMLSerializer().serializeToString(copy);
}

/** The picture's and that of its caption. */
function sizeOf(picture: SVGSVGElement, caption: string[]): { width: number; height: number } {
  const { width, height } = picture.viewBox.baseVal;
  return { width, height: height + line * caption.length + 4 };
}

export const saveSvg = (name: string, picture: SVGSVGElement, caption: string[]) => save(`${name}.svg`, "image/svg+xml", alone(picture, caption));

export async function savePng(name: string, picture: SVGSVGElement, caption: string[]): Promise<void> {
  const { width, height } = sizeOf(picture, caption);
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(alone(picture, caption));
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [2 * width, 2 * height];
  const draw = canvas.getContext("2d")!;
  draw.fillStyle = paper();
  draw.fillRect(0, 0, canvas.width, canvas.height);
  draw.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => blob && save(`${name}.png`, "image/png", blob));
}
