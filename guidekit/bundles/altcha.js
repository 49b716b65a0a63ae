// The solver of the form's proof of work, without the widget: nobody is asked to click.
// Its worker is altcha-worker.js.
export { solveChallengeWorkers } from "altcha/lib";
