// The whole page takes files while they are dragged over it: a Word file fills the form,
// everything else goes among the photographs.

const WORDS = /\.(docx?|docm|dotx?|wps|wpt|rtf|txt)$/i;
export const isDocument = (file) => WORDS.test(file.name);

export function takeDrops({ veil, onDocument, onPhotos }) {
  let inside = 0;
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  const show = (on) => {
    inside = on ? inside : 0;
    veil.hidden = !on;
  };
  window.addEventListener("dragenter", (event) => {
    if (!carriesFiles(event)) return;
    inside += 1;
    show(true);
  });
  window.addEventListener("dragleave", (event) => {
    if (carriesFiles(event) && --inside <= 0) show(false);
  });
  window.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  });
  // Before the editor hears of it: files over the text are files, not text.
  const drop = (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    event.stopPropagation();
    show(false);
    const files = [...event.dataTransfer.files];
    const documents = files.filter(isDocument);
    const photos = files.filter((file) => !isDocument(file));
    if (documents.length) onDocument(documents[0]);
    if (photos.length) onPhotos(photos);
  };
  window.addEventListener("drop", drop, { capture: true });
  window.addEventListener("blur", () => show(false));
}
