import { EnrolmentGate } from "./enrolment_gate";
import { OperationsWords } from "./operations_words";

/** Pages for people whom a program sent here: also they enrol first. */
export function PeopleFrame() {
  return (
    <EnrolmentGate>
      <OperationsWords />
    </EnrolmentGate>
  );
}
