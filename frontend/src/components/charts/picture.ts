import { saveFile } from "@/lib/save-file";

/** What a drawing takes from the page's style sheets, which a picture has not. */
const DRAWN = [
  "overflow",
  "fill",
  "opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "font-family",
  "font-size",
  "text-anchor",
] as const;
const NAMESPACE = "http://www.w3.org/2000/svg";
const MARGIN = 16;
const PIXELS = 2;

/** The charts and words within an element, where they stand on the page, as one SVG. */
export function pictureOf(element: HTMLElement): SVGSVGElement {
  const frame = element.getBoundingClientRect();
  const picture = make("svg", {
    xmlns: NAMESPACE,
    width: frame.width + 2 * MARGIN,
    height: frame.height + 2 * MARGIN,
  }) as SVGSVGElement;
  const background = getComputedStyle(document.body).backgroundColor;
  picture.append(make("rect", { width: "100%", height: "100%", fill: background }));
  const content = make("g", {
    transform: `translate(${MARGIN - frame.left} ${MARGIN - frame.top})`,
  });
  content.append(...drawings(element), ...words(element));
  picture.append(content);
  return picture;
}

/** Hands a picture to the person as a PNG file. */
export async function savePng(picture: SVGSVGElement, name: string): Promise<void> {
  const text = new XMLSerializer().serializeToString(picture);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width * PIXELS;
  canvas.height = image.height * PIXELS;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const file = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (file === null) throw new Error("This browser draws no picture of that size.");
  saveFile(file, name);
}

function make(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function drawings(element: HTMLElement): SVGElement[] {
  return Array.from(element.querySelectorAll("svg"), (drawn) => {
    const copy = drawn.cloneNode(true) as SVGSVGElement;
    const copies = [copy, ...copy.querySelectorAll("*")];
    [drawn, ...drawn.querySelectorAll("*")].forEach((part, at) => {
      const style = getComputedStyle(part);
      // Attributes of a drawing, since the page's own rules allow no styles within elements.
      for (const key of DRAWN) copies[at]?.setAttribute(key, style.getPropertyValue(key));
    });
    const { left, top, width, height } = drawn.getBoundingClientRect();
    for (const [key, value] of Object.entries({ x: left, y: top, width, height }))
      copy.setAttribute(key, String(value));
    return copy;
  });
}

/** Word by word, since a line may break between any two. */
function words(element: HTMLElement): SVGElement[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found: SVGElement[] = [];
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    const parent = node.parentElement;
    if (parent === null || parent.closest("svg") !== null) continue;
    const style = getComputedStyle(parent);
    for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const { left, bottom, height, width } = range.getBoundingClientRect();
      if (width === 0) continue;
      const written = make("text", {
        x: left,
        y: bottom - height / 4,
        fill: style.color,
        "font-family": style.fontFamily,
        "font-size": style.fontSize,
        "font-weight": style.fontWeight,
      });
      written.textContent = word;
      found.push(written);
    }
  }
  return found;
}
