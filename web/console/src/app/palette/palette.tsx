import { Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Operation } from "@/api/operations";
import { sessionQuery, type Session } from "@/api/session";
import { ExtraWords } from "@/app/extra_words";
import { useT } from "@/messages/use_t";
import type { Entry } from "./entry";
import { OperationForm } from "./form/operation_form";
import { EntryList } from "./entry_list";
import { rememberEntry } from "./recents";
import classes from "./palette.module.css";

interface Props {
  onClose: () => void;
}

/** The way to any page, resource and operation. */
export function Palette({ onClose }: Props) {
  const session = useQuery(sessionQuery).data;
  if (!session) return null;
  return (
    <ExtraWords group="tools">
      <OpenPalette session={session} onClose={onClose} />
    </ExtraWords>
  );
}

function OpenPalette({ session, onClose }: Props & { session: Session }) {
  const t = useT();
  const navigate = useNavigate();
  const [search, setSearch] = useState("");
  const [operation, setOperation] = useState<Operation>();
  const choose = (entry: Entry) => {
    rememberEntry(session.user.id, entry);
    if ("operation" in entry.leads) {
      setOperation(entry.leads.operation);
    } else {
      onClose();
      void navigate(entry.leads.link);
    }
  };
  return (
    <Modal.Root
      opened
      onClose={onClose}
      // Escape goes back from a form to the list first.
      closeOnEscape={operation === undefined}
      classNames={{ content: classes["content"] ?? "" }}
      size={640}
      yOffset="10vh"
      transitionProps={{ duration: 100 }}
    >
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content aria-label={t("palette.title")}>
        {operation === undefined ? (
          <EntryList session={session} search={search} onSearch={setSearch} onChoose={choose} />
        ) : (
          <OperationForm
            operation={operation}
            onBack={() => setOperation(undefined)}
            onClose={onClose}
          />
        )}
      </Modal.Content>
    </Modal.Root>
  );
}
