#include "ui/pages/chat/chat_pane.h"

#include "core/analysis/threshold_index.h"
#include "ui/charts/number_text.h"
#include "ui/models/band_table_model.h"
#include "ui/models/exploration.h"
#include "ui/models/project_service.h"
#include "ui/pages/chat/transcript.h"
#include "ui/shell/chart_colors.h"
#include "ui/shell/fitting.h"
#include "ui/shell/notice.h"
#include "ui/shell/widgets.h"

#include <QComboBox>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace caftan::ui {

ChatPane::ChatPane(int number, const QString& program, ProjectService& service, Exploration& exploration,
                   QWidget* parent)
    : QFrame(parent), number_(number), program_(program), service_(service), exploration_(exploration),
      choice_(new ElidedCombo(this)), status_(new ElidedLabel("label", this)), transcript_(new Transcript(this)),
      band_(makeLabel({}, "muted", this)), notice_(new Notice(this)) {
    setRole(this, "card");
    const QString suffix = QString::number(number);
    choice_->setObjectName(QStringLiteral("chatModel") + suffix);
    choice_->setToolTip(number == 0 ? tr("Model or run that answers") : tr("Model or run to compare with"));
    choice_->setAccessibleName(choice_->toolTip());
    choice_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice_->setMinimumContentsLength(16);
    transcript_->setObjectName(QStringLiteral("chatTranscript") + suffix);
    transcript_->setAccessibleName(tr("Conversation"));
    transcript_->setPlaceholderText(tr("Answers appear here, token by token."));
    band_->setObjectName(QStringLiteral("chatBand") + suffix);
    band_->setTextFormat(Qt::RichText);
    status_->setObjectName(QStringLiteral("chatStatus") + suffix);
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(choice_, 2);
    head->addWidget(status_, 3);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(notice_);
    layout->addWidget(transcript_, 1);
    layout->addWidget(band_);
    connect(choice_, &QComboBox::currentIndexChanged, this, [this] {
        unload();
        newConversation();
        Q_EMIT subjectChanged();
    });
    connect(transcript_, &Transcript::wordShown, this, &ChatPane::wordShown);
    connect(&exploration, &Exploration::cutsChanged, this, &ChatPane::showBand);
    connect(&exploration, &Exploration::dataChanged, this, &ChatPane::showBand);
    connect(&service, &ProjectService::closed, this, [this] {
        unload();
        newConversation();
    });
    connectProcess();
    showBand();
}

void ChatPane::connectProcess() {
    connect(&process_, &ChatProcess::ready, this, [this](const QString& device, qint64 context) {
        showStatus(tr("loaded on the %1, %2 tokens of context").arg(device.toUpper(), groupedText(context)));
    });
    connect(&process_, &ChatProcess::word, this, [this](int id, const ChatWord& word) {
        if (id != answer_)
            return;
        answerText_ += word.text;
        transcript_->addWord(word);
    });
    connect(&process_, &ChatProcess::ended, this, [this](int id, const QString& reason, qint64 tokens, double rate) {
        if (id != answer_)
            return;
        showStatus(tr("%1 tokens, %2 tokens/s").arg(groupedText(tokens), fixedText(rate, rate < 10 ? 1 : 0)));
        endAnswer(reason == QLatin1String("cancelled") ? tr("stopped")
                  : reason == QLatin1String("length")  ? tr("cut off at the longest answer")
                  : reason == QLatin1String("context") ? tr("cut off where the model's context ends")
                                                       : QString());
    });
    connect(&process_, &ChatProcess::scored, this,
            [this](int id, double entropy, const QString& answer, const QString& predicted) {
                if (id != score_)
                    return;
                judged_ = {true, entropy, answer, predicted, {}};
                showBand();
            });
    connect(&process_, &ChatProcess::refused, this, [this](int id, const QString& message) {
        if (id == score_) {
            judged_ = {true, 0, {}, {}, message};
            showBand();
        } else if (id == answer_) {
            endAnswer(message);
        }
    });
    connect(&process_, &ChatProcess::died, this, [this](const QString& message) {
        showStatus({});
        notice_->showMessage(Notice::Kind::Problem, message);
        if (isBusy())
            endAnswer(tr("no answer"));
    });
}

void ChatPane::setSubjects(const std::vector<ChatSubject>& subjects) {
    if (subjects == subjects_ && choice_->count() == int(subjects.size()))
        return;
    const ChatSubject* before = subject();
    const QStringList kept = before ? before->arguments : QStringList();
    const QSignalBlocker blocker(choice_);
    subjects_ = subjects;
    choice_->clear();
    int index = subjects.empty() ? -1 : std::min(number_, int(subjects.size()) - 1);
    for (size_t i = 0; i < subjects.size(); ++i) {
        choice_->addItem(subjects[i].name);
        if (subjects[i].arguments == kept)
            index = int(i);
    }
    choice_->setCurrentIndex(index);
    if (!subject() || subject()->arguments != kept) {
        unload();
        Q_EMIT subjectChanged();
    }
}

void ChatPane::choose(int index) {
    choice_->setCurrentIndex(index);
}

const ChatSubject* ChatPane::subject() const {
    const int index = choice_->currentIndex();
    return index < 0 || size_t(index) >= subjects_.size() ? nullptr : &subjects_[size_t(index)];
}

void ChatPane::makeSure() {
    if (process_.state() != ChatProcess::State::Off)
        return;
    showStatus(tr("loading the model"));
    process_.start(program_, QStringList{QStringLiteral("--project"), service_.folder(), QStringLiteral("chat")} +
                                 subject()->arguments);
}

void ChatPane::ask(const QString& text, const ChatSettings& settings) {
    if (!subject() || isBusy())
        return;
    notice_->clear();
    judged_ = {};
    showBand();
    makeSure();
    messages_.push_back({{"role", "user"}, {"content", text.toStdString()}});
    transcript_->addQuestion(text);
    transcript_->beginAnswer(subject()->name);
    answerText_.clear();
    score_ = process_.send({{"score", text.toStdString()}});
    answer_ = process_.send({{"messages", messages_},
                             {"max_new_tokens", settings.longest},
                             {"temperature", settings.temperature},
                             {"top_p", settings.topP},
                             {"seed", settings.seed}});
    Q_EMIT busyChanged();
}

void ChatPane::stopAnswer() {
    if (isBusy())
        process_.cancel(answer_);
}

void ChatPane::endAnswer(const QString& remark) {
    answer_ = 0;
    messages_.push_back({{"role", "assistant"}, {"content", answerText_.toStdString()}});
    if (!remark.isEmpty())
        transcript_->addRemark(remark);
    Q_EMIT busyChanged();
}

void ChatPane::newConversation() {
    if (isBusy()) {
        process_.cancel(answer_);
        answer_ = 0;
        Q_EMIT busyChanged();
    }
    score_ = 0;
    messages_ = Json::array();
    judged_ = {};
    transcript_->clearAll();
    notice_->clear();
    showBand();
}

void ChatPane::unload() {
    process_.stop();
    showStatus({});
    if (isBusy())
        endAnswer(tr("stopped"));
}

void ChatPane::showStatus(const QString& text) {
    status_->setWhole(text);
}

// The cuts are those of Explore; they speak of a single token's entropy only while that is the metric there.
void ChatPane::showBand() {
    const auto muted = [this](const QString& text) { band_->setText(text.toHtmlEscaped()); };
    if (!judged_.known)
        return muted(isBusy() || messages_.empty()
                         ? tr("A question with options, one a line (A. …, B. …), also shows its band.")
                         : QString());
    if (!judged_.problem.isEmpty())
        return muted(tr("No band: %1").arg(judged_.problem));
    const QString said = judged_.predicted.isEmpty()
                             ? tr("Asked for one token it says “%1”, which names no option (%2 nats).")
                                   .arg(judged_.answer, metricText(judged_.entropy))
                             : tr("Asked for one token it says %1, with an entropy of %2 nats.")
                                   .arg(judged_.predicted, metricText(judged_.entropy));
    const std::vector<double>& cuts = exploration_.cuts();
    if (judged_.predicted.isEmpty())
        return muted(said + QLatin1Char(' ') + tr("This question would be invalid."));
    if (cuts.empty() || exploration_.metric() != QLatin1String("entropy"))
        return muted(said + QLatin1Char(' ') + tr("Cut the entropy on Explore, and its band is told here."));
    const size_t band = ThresholdIndex::bandOf(cuts, judged_.entropy);
    const QColor color = bandColor(chartPalette(ThemeColors::of(palette())), band, cuts.size() + 1);
    band_->setText(QStringLiteral("%1 %2 <span style=\"color:%3\">■</span> <b>%4</b>")
                       .arg(said.toHtmlEscaped(), tr("This question would fall into:").toHtmlEscaped(), color.name(),
                            BandTableModel::displayName(band, cuts.size() + 1).toLower().toHtmlEscaped()));
}

} // namespace caftan::ui
