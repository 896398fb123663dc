// Chat: one or two models or runs side by side, asked the same; answers stream in, tinted by how sure each token was.
//
// For tests: "chatInput", "chatSend", "chatStop", "chatNew", "chatTwo" (side by side), "chatTemperature", "chatTopP",
// "chatSeed", "chatLongest", "chatToken" (the token under the mouse or caret), and those of chat_pane.h.
#pragma once

#include "ui/models/run_list_model.h"
#include "ui/pages/chat/chat_pane.h"
#include "ui/shell/page.h"

#include <array>

class QCheckBox;
class QDoubleSpinBox;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
class QStackedLayout;

namespace caftan::ui {

class EntropyLegend;
class Library;

struct ChatPageParts {
    ProjectService& service;
    Library& library;
    Exploration& exploration;
    QString cli; // program that answers
};

class ChatPage : public Page {
    Q_OBJECT

  public:
    explicit ChatPage(const ChatPageParts& parts, QWidget* parent = nullptr);

    QString commandLine() const override;
    ChatPane* pane(int number) const { return panes_[size_t(number)]; }

  Q_SIGNALS:
    void dataWanted(); // where a model is added

  protected:
    bool eventFilter(QObject* object, QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    QWidget* makeEmpty();
    QWidget* makeContent();
    QWidget* makeToolbar(QWidget* parent);
    QWidget* makeInput(QWidget* parent);
    void fillSubjects();
    void send();
    void showButtons();
    ChatSettings settings() const;

    ChatPageParts parts_;
    RunListModel runs_;
    QStackedLayout* stack_;
    std::array<ChatPane*, 2> panes_{};
    QCheckBox* two_ = nullptr;
    QDoubleSpinBox *temperature_ = nullptr, *topP_ = nullptr;
    QSpinBox *seed_ = nullptr, *longest_ = nullptr;
    QPlainTextEdit* input_ = nullptr;
    QPushButton *send_ = nullptr, *stop_ = nullptr;
    ElidedLabel* token_ = nullptr;
};

} // namespace caftan::ui
