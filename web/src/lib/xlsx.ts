/** A workbook of one sheet: a ZIP of XML files, stored without compression. */

const text = new TextEncoder();

const checks = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; ++bit) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});
function check(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = checks[(value ^ byte) & 255]! ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** PKWARE's APPNOTE 4.3.7, 4.3.12 and 4.3.16; the date is the format's first, 1 January 1980. */
function zip(files: [name: string, content: string][]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  const header = (size: number, fields: [at: number, bytes: 2 | 4, value: number][]) => {
    const view = new DataView(new ArrayBuffer(size));
    for (const [at, bytes, value] of fields) bytes === 2 ? view.setUint16(at, value, true) : view.setUint32(at, value, true);
    return new Uint8Array(view.buffer);
  };
  for (const [name, content] of files) {
    const [path, data] = [text.encode(name), text.encode(content)];
    const sum = check(data);
    const local = header(30, [[0, 4, 0x04034b50], [4, 2, 20], [12, 2, 33], [14, 4, sum], [18, 4, data.length], [22, 4, data.length], [26, 2, path.length]]);
    directory.push(
      header(46, [[0, 4, 0x02014b50], [4, 2, 20], [6, 2, 20], [14, 2, 33], [16, 4, sum], [20, 4, data.length], [24, 4, data.length], [28, 2, path.length], [42, 4, offset]]),
      path,
    );
    parts.push(local, path, data);
    offset += local.length + path.length + data.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = header(22, [[0, 4, 0x06054b50], [8, 2, files.length], [10, 2, files.length], [12, 4, size], [16, 4, offset]]);
  const all = new Uint8Array(offset + size + end.length);
  let at = 0;
  for (const part of [...parts, ...directory, end]) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

// XML 1.0 knows no other characters below a blank.
const safe = (words: string) =>
  words.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";

/** Rows as they are: figures as numbers, words as words; the first row are the titles. */
export function workbook(name: string, rows: (string | number)[][]): Uint8Array<ArrayBuffer> {
  const cell = (value: string | number) =>
    typeof value === "number" ? `<c><v>${value}</v></c>` : value === "" ? "<c/>" : `<c t="inlineStr"><is><t xml:space="preserve">${safe(value)}</t></is></c>`;
  const sheet = name.replace(/[[\]:*?/\\]/g, " ").slice(0, 31);
  return zip([
    ["[Content_Types].xml", `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`],
    ["_rels/.rels", `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ["xl/workbook.xml", `${head}<workbook xmlns="${spreadsheet}" xmlns:r="${relations}"><sheets><sheet name="${safe(sheet).replaceAll('"', "&quot;")}" sheetId="1" r:id="r1"/></sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`],
    ["xl/worksheets/sheet1.xml", `${head}<worksheet xmlns="${spreadsheet}"><sheetData>${rows.map((row) => `<row>${row.map(cell).join("")}</row>`).join("")}</sheetData></worksheet>`],
  ]);
}
