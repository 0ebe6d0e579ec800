"""Chinese words for trainings."""

from typing import Final

from inspector_app.domain.register_options import TrainingForm

TRAINING_FORM_LABEL: Final = {
    TrainingForm.CENTRAL: "集中",
    TrainingForm.ONLINE: "线上",
    TrainingForm.AWAY: "外出",
}
