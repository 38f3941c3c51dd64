//! Asking for a report.

use domain::dto::{Attachment, NewReport, Perimeter, ReportKind};
use leptos::{ev, prelude::*};

use super::words::KINDS;
use crate::attempt::Attempt;
use crate::browser;
use crate::components::{Choices, Refused, Submit, YearSelect};
use crate::session::use_client;

/// Year, kind, perimeter, and how wide it looks.
#[component]
pub fn ReportForm(
    #[prop(into)] scope: Signal<String>,
    /// Whether it is about an establishment, which belongs to a legal entity.
    of_establishment: bool,
    made: Callback<()>,
) -> impl IntoView {
    let client = use_client();
    let year = RwSignal::new(browser::last_year());
    let kind = RwSignal::new(ReportKind::Provisional);
    let perimeter = RwSignal::new(Perimeter::Spares);
    let attachment = RwSignal::new(Attachment::Establishment);
    let attempt = Attempt::new();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let asked = NewReport {
            scope: scope.get_untracked(),
            year: year.get_untracked(),
            kind: kind.get_untracked(),
            perimeter: perimeter.get_untracked(),
            attachment: attachment.get_untracked(),
        };
        attempt.run(async move {
            client.create_report(&asked).await?;
            made.run(());
            Ok(())
        });
    };
    let choose = Callback::new(move |chosen: Option<i32>| {
        if let Some(chosen) = chosen {
            year.set(chosen);
        }
    });
    let read_perimeter = move |code: String| {
        perimeter.set(if code == "ehpad" { Perimeter::Ehpad } else { Perimeter::Spares });
    };
    let read_attachment = move |code: String| {
        let whole = code == "legal_entity";
        attachment.set(if whole { Attachment::LegalEntity } else { Attachment::Establishment });
    };
    let year = Memo::new(move |_| year.get());
    let width = of_establishment.then(|| {
        view! {
            <label class="flex flex-wrap items-center gap-2">
                <span class="font-medium">"Rattachement"</span>
                <select
                    class="select w-64 max-w-full"
                    on:change:target=move |event| read_attachment(event.target().value())
                >
                    <option value="establishment">"Établissement"</option>
                    <option value="legal_entity">"FINESS juridique"</option>
                </select>
            </label>
        }
    });
    view! {
        <form
            class="max-w-3xl space-y-5 rounded-box border border-base-content/15 bg-base-100 p-5 sm:p-6"
            on:submit=submit
        >
            <Choices
                question="Quel rapport\u{202f}?"
                name="nature-rapport"
                value=kind
                options=KINDS.to_vec()
            />
            <div class="flex flex-wrap gap-x-8 gap-y-4">
                <YearSelect year choose />
                <label class="flex flex-wrap items-center gap-2">
                    <span class="font-medium">"Périmètre"</span>
                    <select
                        class="select w-56 max-w-full"
                        on:change:target=move |event| read_perimeter(event.target().value())
                    >
                        <option value="spares">"Sanitaire SPARES"</option>
                        <option value="ehpad">"EHPAD"</option>
                    </select>
                </label>
                {width}
            </div>
            <Refused attempt />
            <Submit label="Générer le rapport" busy=attempt.busy() />
        </form>
    }
}
