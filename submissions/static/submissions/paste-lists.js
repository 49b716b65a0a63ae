// Numbers of pasted lists stay, as they are part of what is said; bullets go.

const NUMBER =
  /^(?:[（(第]?\s*(?:\d+(?:\.\d+)*|[一二三四五六七八九十百]+)\s*[.．、)）:：章节条]*|[①-⑳⑴-⒇]|[a-zA-Z][.．、)）])$/;

// Word and WPS write a list's number as text, marked as not part of the paragraph.
export function isMarker(style) {
  return /mso-list\s*:\s*ignore/.test(style);
}

export function markerText(text) {
  const marker = text.replace(/[\s\u00a0]+/g, "");
  if (!NUMBER.test(marker)) return "";
  return /[\d.)]$/.test(marker) ? `${marker} ` : marker;
}

export function numberOf(item) {
  if (item.parentElement?.nodeName !== "OL") return "";
  const items = [...item.parentElement.children].filter((child) => child.nodeName === "LI");
  const start = Number(item.parentElement.getAttribute("start")) || 1;
  return `${start + items.indexOf(item)}. `;
}
