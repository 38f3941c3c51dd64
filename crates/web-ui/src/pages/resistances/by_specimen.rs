//! One figure of a year by nature of specimen.

use domain::dto::ResistanceGroup;
use leptos::prelude::*;

use super::choice::Choice;
use super::matrix::{code, label};
use super::opened::OpenButton;
use super::words;
use crate::components::{Loaded, TableFrame};
use crate::format;
use crate::remote::Remote;
use crate::session::use_client;
use crate::subject::Subject;

/// Each nature is deduplicated by itself: they do not add up to the whole.
#[component]
pub fn BySpecimen(finess: String, year: i32, choice: Choice) -> impl IntoView {
    let client = use_client();
    let subject = Memo::new(move |_| choice.subject().of_specimen(None));
    let groups = Remote::new(move || {
        let (finess, subject) = (finess.clone(), subject.get());
        async move { client.resistance_by_specimen(&finess, year, &subject).await }
    });
    let rows = move |groups: Vec<ResistanceGroup>| {
        let subject = subject.get_untracked();
        let rows =
            groups.into_iter().map(move |group| view! { <Row group subject=subject.clone() /> });
        view! {
            <div class="space-y-3">
                <h3 class="font-semibold">{format!("Par nature de prélèvement, {year}")}</h3>
                <p class="max-w-prose">
                    "Chaque nature est dédoublonnée séparément : leur somme n’est pas l’ensemble."
                </p>
                <TableFrame caption="Résistance par nature de prélèvement" quiet=true>
                    <thead>
                        <tr>
                            <th scope="col">"Prélèvement"</th>
                            <th scope="col" class="text-end">"Isolats"</th>
                            <th scope="col" class="text-end">"R sur testés"</th>
                            <th scope="col" class="text-end">"% R"</th>
                            <th scope="col" class="text-end">"Densité pour 1 000 JH"</th>
                            <th scope="col"><span class="sr-only">"Ouvrir"</span></th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </TableFrame>
            </div>
        }
        .into_any()
    };
    view! { <Loaded resource=groups view=rows /> }
}

#[component]
fn Row(group: ResistanceGroup, subject: Subject) -> impl IntoView {
    let name = label(&group, "specimen");
    let subject = subject.of_specimen(Some(code(&group, "specimen")));
    view! {
        <tr class="align-top">
            <th scope="row" class="font-normal">{name.clone()}</th>
            <td class="text-end tabular-nums">{group.isolates.map(format::integer)}</td>
            <td class="text-end tabular-nums">{words::ratio(&group.proportion)}</td>
            <td class="text-end tabular-nums">{words::percent_in_full(&group.proportion)}</td>
            <td class="text-end whitespace-nowrap tabular-nums">{words::density(&group.density)}</td>
            <td class="text-end"><OpenButton subject name small=true /></td>
        </tr>
    }
}
