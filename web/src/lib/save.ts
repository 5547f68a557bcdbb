/** Files that the reader keeps: tables as CSV and XLSX, pictures as SVG and PNG. */

export function save(name: string, type: string, content: BlobPart): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name.replace(/[^\p{L}\p{N}._-]+/gu, "-");
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const paper = () => getComputedStyle(document.documentElement).getPropertyValue("--paper").trim() || "white";

/** A picture by itself: its computed colours and letters written into it. */
function alone(picture: SVGSVGElement): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const from = [picture, ...picture.querySelectorAll("*")];
  const to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((element, at) => {
    const style = getComputedStyle(element);
    const target = to[at] as SVGElement;
    for (const property of ["fill", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "fill-opacity", "opacity", "font-family", "font-size", "font-weight", "text-anchor"])
      target.style.setProperty(property, style.getPropertyValue(property));
  });
  const { width, height } = picture.viewBox.baseVal;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.style.setProperty("background", paper());
  return new XMLSerializer().serializeToString(copy);
}

export const saveSvg = (name: string, picture: SVGSVGElement) => save(`${name}.svg`, "image/svg+xml", alone(picture));

export async function savePng(name: string, picture: SVGSVGElement): Promise<void> {
  const { width, height } = picture.viewBox.baseVal;
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(alone(picture));
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [2 * width, 2 * height];
  const draw = canvas.getContext("2d")!;
  draw.fillStyle = paper();
  draw.fillRect(0, 0, canvas.width, canvas.height);
  draw.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => blob && save(`${name}.png`, "image/png", blob));
}
