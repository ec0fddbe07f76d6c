export { runVolunteer, type VolunteerProcess } from './run.ts'
