/** A file as text: what the page carries stands in files of its own, which are checked as what they are. */
declare module '*?raw' {
  const text: string;
  export default text;
}
