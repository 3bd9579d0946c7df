/** The door of signals' screens: the picture of one series. */
export { SeriesPicture } from './series-picture.tsx';
