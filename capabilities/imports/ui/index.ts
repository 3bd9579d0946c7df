/** The door of the imports' screens: the wizard, and the list of what was imported. */
export { default as ImportWizard, ImportsTab } from './wizard.tsx';
