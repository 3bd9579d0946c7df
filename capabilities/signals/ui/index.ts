/** The door of signals' screens: names of what is watched and of sources, choosing a subject, and the picture of one series. */
export { kindName, SubjectPick, useSubjectName, useSubjects } from './names.tsx';
export { SeriesPicture } from './series-picture.tsx';
