import { autocompletion, closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { lintKeymap } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { graphql, updateSchema } from "cm6-graphql";
import type { GraphQLSchema } from "graphql";
import { useEffect, useRef } from "react";
import classes from "./graphql.module.css";

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onSend: () => void;
  schema: GraphQLSchema | null;
}

const look = EditorView.theme({
  "&": { fontSize: "0.8125rem" },
  ".cm-gutters": {
    background: "var(--sangam-page)",
    color: "var(--sangam-quiet)",
    border: "none",
  },
  ".cm-content": { caretColor: "var(--sangam-text)", minHeight: "14em" },
  ".cm-cursor": { borderLeftColor: "var(--sangam-text)" },
  ".cm-tooltip": {
    background: "var(--sangam-surface)",
    color: "var(--sangam-text)",
    borderColor: "var(--sangam-border)",
  },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.definitionKeyword], color: "var(--sangam-accent)", fontWeight: "600" },
  { tag: [tags.string, tags.number, tags.bool, tags.null], color: "var(--sangam-positive)" },
  { tag: tags.comment, color: "var(--sangam-quiet)" },
]);

/**
 * An editor of GraphQL documents: names are proposed and faults marked by the schema. Tab leaves it,
 * as it leaves every other field.
 */
export function Editor({ label, value, onChange, onSend, schema }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  // What the editor calls, as it is now: the editor itself is made once.
  const now = useRef({ onChange, onSend });
  useEffect(() => {
    now.current = { onChange, onSend };
  });
  useEffect(() => {
    const editor = new EditorView({
      parent: box.current ?? document.body,
      state: EditorState.create({
        doc: "",
        extensions: [
          lineNumbers(),
          history(),
          bracketMatching(),
          closeBrackets(),
          autocompletion(),
          syntaxHighlighting(colours),
          graphql(),
          look,
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": label }),
          keymap.of([
            {
              key: "Mod-Enter",
              run: () => {
                now.current.onSend();
                return true;
              },
            },
            ...closeBracketsKeymap,
            ...defaultKeymap,
            ...historyKeymap,
            ...lintKeymap,
          ]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) now.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [label]);
  useEffect(() => {
    const editor = view.current;
    const text = editor?.state.doc.toString();
    if (editor === undefined || text === value) return;
    editor.dispatch({ changes: { from: 0, to: text?.length ?? 0, insert: value } });
  }, [value, label]);
  useEffect(() => {
    if (view.current !== undefined && schema !== null) updateSchema(view.current, schema);
  }, [schema, label]);
  return <div ref={box} className={classes["editor"]} />;
}
