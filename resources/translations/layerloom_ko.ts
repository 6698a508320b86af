<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko">
<context>
    <name>action</name>
    <message>
        <source>&amp;100 %</source>
        <translation>&amp;100 %</translation>
    </message>
    <message>
        <source>&amp;About Layerloom</source>
        <translation>Layerloom 정보(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Add layer…</source>
        <translation>층 추가(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>복사(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>복제(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>전체 보기(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Keys and mouse</source>
        <translation>키와 마우스(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Lessons</source>
        <translation>레슨(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>새로 만들기(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;New start</source>
        <translation>새로 시작(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>열기(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>붙여넣기(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>일시 정지(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>끝내기(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>이름 바꾸기(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>처음으로(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>저장(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Tidy layout</source>
        <translation>자동 정렬(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>학습(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Welcome page</source>
        <translation>시작 화면(&amp;W)</translation>
    </message>
    <message>
        <source>Arrange the nodes from left to right</source>
        <translation>노드를 왼쪽에서 오른쪽으로 정렬합니다</translation>
    </message>
    <message>
        <source>Begin again from other first weights: those of the next seed</source>
        <translation>다음 시드로 뽑은 다른 초기 가중치에서 다시 시작합니다</translation>
    </message>
    <message>
        <source>Begin an empty canvas</source>
        <translation>빈 캔버스에서 시작합니다</translation>
    </message>
    <message>
        <source>Close Layerloom</source>
        <translation>Layerloom을 닫습니다</translation>
    </message>
    <message>
        <source>Copy and paste the selected nodes at once</source>
        <translation>선택한 노드를 한 번에 복사해 붙여넣습니다</translation>
    </message>
    <message>
        <source>Copy the selected nodes and the wires between them</source>
        <translation>선택한 노드와 그 사이의 연결선을 복사합니다</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>잘라내기(&amp;T)</translation>
    </message>
    <message>
        <source>Cut the selected nodes</source>
        <translation>선택한 노드를 잘라냅니다</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>삭제(&amp;L)</translation>
    </message>
    <message>
        <source>Delete the selected nodes and wires</source>
        <translation>선택한 노드와 연결선을 삭제합니다</translation>
    </message>
    <message>
        <source>End the run and keep its result</source>
        <translation>실행을 끝내고 결과를 남겨 둡니다</translation>
    </message>
    <message>
        <source>Give the selected node another name</source>
        <translation>선택한 노드의 이름을 바꿉니다</translation>
    </message>
    <message>
        <source>Go back to the same first weights; undo brings the trained ones back</source>
        <translation>같은 초기 가중치로 돌아갑니다. 실행 취소하면 학습한 가중치가 되살아납니다</translation>
    </message>
    <message>
        <source>Learn step by step, from one neuron to batches</source>
        <translation>뉴런 하나에서 배치까지 한 걸음씩 배웁니다</translation>
    </message>
    <message>
        <source>List every shortcut and gesture</source>
        <translation>모든 단축키와 마우스 동작을 보여 줍니다</translation>
    </message>
    <message>
        <source>Make one optimiser update</source>
        <translation>옵티마이저로 가중치를 한 번 갱신합니다</translation>
    </message>
    <message>
        <source>One &amp;epoch</source>
        <translation>한 에포크(&amp;E)</translation>
    </message>
    <message>
        <source>One &amp;step</source>
        <translation>한 스텝(&amp;S)</translation>
    </message>
    <message>
        <source>Open a project, or data such as a CSV file</source>
        <translation>프로젝트나 CSV 파일 같은 데이터를 엽니다</translation>
    </message>
    <message>
        <source>Paste copied nodes</source>
        <translation>복사한 노드를 붙여넣습니다</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Pause after the step under way</source>
        <translation>진행 중인 스텝이 끝나면 멈춥니다</translation>
    </message>
    <message>
        <source>Put all back</source>
        <translation>모두 제자리로</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>다른 이름으로 저장(&amp;A)…</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>모두 선택(&amp;A)</translation>
    </message>
    <message>
        <source>Select every node</source>
        <translation>모든 노드를 선택합니다</translation>
    </message>
    <message>
        <source>Show &amp;units</source>
        <translation>유닛 보기(&amp;U)</translation>
    </message>
    <message>
        <source>Show the canvas at its own size</source>
        <translation>캔버스를 실제 크기로 봅니다</translation>
    </message>
    <message>
        <source>Show the canvas larger</source>
        <translation>캔버스를 더 크게 봅니다</translation>
    </message>
    <message>
        <source>Show the canvas smaller</source>
        <translation>캔버스를 더 작게 봅니다</translation>
    </message>
    <message>
        <source>Show the examples and recent files</source>
        <translation>예제와 최근 파일을 보여 줍니다</translation>
    </message>
    <message>
        <source>Show the units and weights of the selected layers, or of all; again, hide them</source>
        <translation>선택한 층, 또는 모든 층의 유닛과 가중치를 펼쳐 보입니다. 다시 누르면 접습니다</translation>
    </message>
    <message>
        <source>Show the whole drawing</source>
        <translation>그림 전체를 보여 줍니다</translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation>정지(&amp;O)</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Train to the end of the epoch</source>
        <translation>이번 에포크가 끝날 때까지 학습합니다</translation>
    </message>
    <message>
        <source>Train until paused</source>
        <translation>멈출 때까지 학습합니다</translation>
    </message>
    <message>
        <source>Type the name of a layer and put it on the canvas</source>
        <translation>층 이름을 입력해 캔버스에 놓습니다</translation>
    </message>
    <message>
        <source>Versions of Layerloom, PyTorch and Qt</source>
        <translation>Layerloom, PyTorch, Qt의 버전을 보여 줍니다</translation>
    </message>
    <message>
        <source>Write drawing, data, settings, weights and history to the file</source>
        <translation>그림, 데이터, 설정, 가중치, 실행 기록을 파일에 저장합니다</translation>
    </message>
    <message>
        <source>Write to another file</source>
        <translation>다른 파일에 저장합니다</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>확대(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>축소(&amp;O)</translation>
    </message>
</context>
<context>
    <name>activation</name>
    <message>
        <source>A smooth ReLU that is always above zero.</source>
        <translation>항상 0보다 큰 부드러운 ReLU입니다.</translation>
    </message>
    <message>
        <source>A smooth ReLU weighted by the normal distribution; usual in transformers.</source>
        <translation>정규분포로 가중한 부드러운 ReLU입니다. 트랜스포머에서 흔히 씁니다.</translation>
    </message>
    <message>
        <source>A smooth ReLU, also called swish.</source>
        <translation>부드러운 ReLU로, swish라고도 합니다.</translation>
    </message>
    <message>
        <source>Almost flat far below zero, and not monotonic; slower to compute than ReLU.</source>
        <translation>0보다 많이 작으면 거의 평평하고, 단조 함수가 아닙니다. ReLU보다 계산이 느립니다.</translation>
    </message>
    <message>
        <source>Almost flat far below zero; slower to compute than ReLU.</source>
        <translation>0보다 많이 작으면 거의 평평합니다. ReLU보다 계산이 느립니다.</translation>
    </message>
    <message>
        <source>Dying ReLU: a unit whose input is below zero for every sample has slope 0 and stops learning.</source>
        <translation>죽은 ReLU: 모든 표본에서 입력이 0보다 작은 유닛은 기울기가 0이어서 더는 학습하지 못합니다.</translation>
    </message>
    <message>
        <source>ELU</source>
        <translation>ELU</translation>
    </message>
    <message>
        <source>Far below zero the function tends to minus this.</source>
        <translation>0보다 훨씬 작은 곳에서 함수는 이 값의 음수에 가까워집니다.</translation>
    </message>
    <message>
        <source>First slope (a)</source>
        <translation>처음 기울기 (a)</translation>
    </message>
    <message>
        <source>Flat far below zero, where gradients vanish; slower to compute than ReLU.</source>
        <translation>0보다 많이 작으면 평평해서 기울기가 소실됩니다. ReLU보다 계산이 느립니다.</translation>
    </message>
    <message>
        <source>GELU</source>
        <translation>GELU</translation>
    </message>
    <message>
        <source>Hidden layers of deep networks for pictures.</source>
        <translation>그림을 다루는 깊은 신경망의 은닉층.</translation>
    </message>
    <message>
        <source>Hidden layers of large networks with many samples.</source>
        <translation>표본이 많은 큰 신경망의 은닉층.</translation>
    </message>
    <message>
        <source>Hidden layers of small networks.</source>
        <translation>작은 신경망의 은닉층.</translation>
    </message>
    <message>
        <source>Hidden layers of transformers.</source>
        <translation>트랜스포머의 은닉층.</translation>
    </message>
    <message>
        <source>Hidden layers, in the place of a ReLU whose units die.</source>
        <translation>은닉층. 유닛이 죽는 ReLU를 대신합니다.</translation>
    </message>
    <message>
        <source>Hidden layers; its outputs lie around zero more evenly than those of ReLU.</source>
        <translation>은닉층. 출력이 ReLU보다 0 주위에 고르게 놓입니다.</translation>
    </message>
    <message>
        <source>Hidden layers; the usual first choice.</source>
        <translation>은닉층. 보통 가장 먼저 고릅니다.</translation>
    </message>
    <message>
        <source>Inputs above this pass.</source>
        <translation>이보다 큰 입력은 그대로 지나갑니다.</translation>
    </message>
    <message>
        <source>Its inputs appear once it is wired and the drawing can be trained.</source>
        <translation>선으로 이어져 그림을 학습할 수 있게 되면 입력이 나타납니다.</translation>
    </message>
    <message>
        <source>Its slope below zero is one more thing to choose; with 1 the layer is linear.</source>
        <translation>0 아래의 기울기를 하나 더 골라야 합니다. 1이면 층이 선형이 됩니다.</translation>
    </message>
    <message>
        <source>Its slope is one more parameter, with which few samples are sooner learned by heart.</source>
        <translation>기울기가 파라미터로 하나 늘어나, 표본이 적으면 더 쉽게 외워 버립니다.</translation>
    </message>
    <message>
        <source>Its values are logarithms of probabilities, not probabilities.</source>
        <translation>값이 확률이 아니라 확률의 로그입니다.</translation>
    </message>
    <message>
        <source>Keeps what is above zero. Fast and hard to saturate; a unit whose input stays below zero is dead.</source>
        <translation>0보다 큰 값만 남깁니다. 빠르고 잘 포화되지 않지만, 입력이 계속 0보다 작은 유닛은 죽습니다.</translation>
    </message>
    <message>
        <source>Layers with nothing else between them collapse into a single one.</source>
        <translation>사이에 이것뿐인 층들은 하나의 층과 같아집니다.</translation>
    </message>
    <message>
        <source>LeakyReLU</source>
        <translation>LeakyReLU</translation>
    </message>
    <message>
        <source>LeakyReLU whose slope below zero is itself a parameter that is learned.</source>
        <translation>음수 쪽 기울기까지 파라미터로 학습하는 LeakyReLU입니다.</translation>
    </message>
    <message>
        <source>Like ReLU above zero; below, it bends smoothly to -a.</source>
        <translation>0보다 크면 ReLU와 같고, 작으면 부드럽게 -a로 휘어집니다.</translation>
    </message>
    <message>
        <source>Look at the function of the selected node, or at any other without a node.</source>
        <translation>선택한 노드의 함수를 보거나, 노드 없이 다른 함수를 살펴봅니다.</translation>
    </message>
    <message>
        <source>Looked at without a node: changes are for the picture only.</source>
        <translation>노드 없이 보는 중: 바꾸면 이 그래프만 바뀝니다.</translation>
    </message>
    <message>
        <source>Lowest value (a)</source>
        <translation>가장 낮은 값 (a)</translation>
    </message>
    <message>
        <source>No activation in the drawing</source>
        <translation>그림에 활성화 함수 없음</translation>
    </message>
    <message>
        <source>Output layer for two classes; seldom in hidden layers today.</source>
        <translation>두 클래스를 나누는 출력층. 요즘 은닉층에는 드뭅니다.</translation>
    </message>
    <message>
        <source>Output layer of a regression.</source>
        <translation>회귀의 출력층.</translation>
    </message>
    <message>
        <source>Output layer over many classes, with the loss NLL.</source>
        <translation>여러 클래스의 출력층. 손실 NLL과 함께 씁니다.</translation>
    </message>
    <message>
        <source>Output layer over many classes.</source>
        <translation>여러 클래스의 출력층.</translation>
    </message>
    <message>
        <source>Output layer where the smallest input is to win, such as a distance.</source>
        <translation>거리처럼 가장 작은 입력이 이겨야 하는 출력층.</translation>
    </message>
    <message>
        <source>Outputs that must be above zero, such as a spread.</source>
        <translation>퍼진 정도처럼 0보다 커야 하는 출력.</translation>
    </message>
    <message>
        <source>Overflows for large inputs unless the largest is taken off first; its slopes are almost 0 once one unit is sure.</source>
        <translation>가장 큰 값을 먼저 빼지 않으면 큰 입력에서 오버플로가 납니다. 한 유닛이 확신하면 기울기가 거의 0입니다.</translation>
    </message>
    <message>
        <source>Overflows for large negative inputs, unless it is computed the careful way.</source>
        <translation>조심해서 계산하지 않으면 절댓값이 큰 음수 입력에서 오버플로가 납니다.</translation>
    </message>
    <message>
        <source>PReLU</source>
        <translation>PReLU</translation>
    </message>
    <message>
        <source>Passes inputs above a threshold on, and puts a fixed value in the place of the others.</source>
        <translation>임곗값보다 큰 입력은 그대로 내보내고, 나머지는 정해진 값으로 바꿉니다.</translation>
    </message>
    <message>
        <source>Passes its input on. For the output of a regression, or where the loss works on logits.</source>
        <translation>입력을 그대로 내보냅니다. 회귀의 출력이나, 손실이 로짓을 받는 곳에 씁니다.</translation>
    </message>
    <message>
        <source>Perceptrons and gates whose weights are ready.</source>
        <translation>가중치가 이미 정해진 퍼셉트론과 게이트.</translation>
    </message>
    <message>
        <source>Place: {place}</source>
        <translation>쓰는 곳: {place}</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>ReLU with a small slope below zero, so that no unit dies.</source>
        <translation>0보다 작은 쪽에도 작은 기울기를 두어 유닛이 죽지 않게 한 ReLU입니다.</translation>
    </message>
    <message>
        <source>Seldom; it cuts small values off.</source>
        <translation>드물게 씁니다. 작은 값을 잘라 냅니다.</translation>
    </message>
    <message>
        <source>SiLU</source>
        <translation>SiLU</translation>
    </message>
    <message>
        <source>Slope 0 up to the threshold, as with ReLU, and a jump there unless v is t.</source>
        <translation>ReLU처럼 임곗값까지 기울기가 0이고, v가 t와 다르면 그 자리에서 값이 뜁니다.</translation>
    </message>
    <message>
        <source>Slope below zero (a)</source>
        <translation>음수 쪽 기울기 (a)</translation>
    </message>
    <message>
        <source>Softmax of the negated inputs: the smallest becomes the most probable.</source>
        <translation>부호를 바꾼 입력의 softmax로, 가장 작은 값의 확률이 가장 커집니다.</translation>
    </message>
    <message>
        <source>Squeezes into -1 to 1, centred on zero. Flat far from zero, where gradients vanish.</source>
        <translation>0을 중심으로 -1과 1 사이로 누릅니다. 0에서 먼 곳은 평평해서 기울기 소실이 일어납니다.</translation>
    </message>
    <message>
        <source>Squeezes into 0 to 1, read as a probability. Flat far from zero, where gradients vanish.</source>
        <translation>0과 1 사이로 눌러 확률로 읽습니다. 0에서 먼 곳은 평평해서 기울기 소실이 일어납니다.</translation>
    </message>
    <message>
        <source>The logarithm of softmax, computed without overflow. Goes with the loss NLL.</source>
        <translation>softmax의 로그를 오버플로 없이 계산합니다. 손실 NLL과 함께 씁니다.</translation>
    </message>
    <message>
        <source>The perceptron&apos;s own. Its gradient is zero everywhere, so layers before it cannot learn.</source>
        <translation>퍼셉트론의 활성화 함수입니다. 기울기가 어디서나 0이므로 앞쪽 층은 배울 수 없습니다.</translation>
    </message>
    <message>
        <source>The slope below zero at the start of training.</source>
        <translation>학습을 시작할 때의 음수 쪽 기울기입니다.</translation>
    </message>
    <message>
        <source>The slope for negative inputs; 0 makes it a ReLU.</source>
        <translation>음수 입력에 쓰는 기울기입니다. 0이면 ReLU가 됩니다.</translation>
    </message>
    <message>
        <source>The slope it has learned so far: {slope}</source>
        <translation>지금까지 학습한 기울기: {slope}</translation>
    </message>
    <message>
        <source>Threshold (t)</source>
        <translation>임곗값 (t)</translation>
    </message>
    <message>
        <source>Trouble: {trouble}</source>
        <translation>문제점: {trouble}</translation>
    </message>
    <message>
        <source>Turns the units of a layer into probabilities that add up to 1. For the output over many classes.</source>
        <translation>층의 유닛들을 합이 1인 확률로 바꿉니다. 클래스가 여럿인 출력에 씁니다.</translation>
    </message>
    <message>
        <source>Value below (v)</source>
        <translation>나머지 값 (v)</translation>
    </message>
    <message>
        <source>Values: {values}</source>
        <translation>값의 범위: {values}</translation>
    </message>
    <message>
        <source>Vanishing gradient far from zero; milder than the sigmoid&apos;s, for its slope at zero is 1.</source>
        <translation>0에서 멀면 기울기가 소실됩니다. 0에서의 기울기가 1이라 시그모이드보다는 덜합니다.</translation>
    </message>
    <message>
        <source>Vanishing gradient: its slope is 0.25 at most and almost 0 far from zero, so that errors shrink with every layer they pass back through.</source>
        <translation>기울기 소실: 기울기가 최대 0.25이고 0에서 멀면 거의 0이라, 오차가 층을 거슬러 지날 때마다 줄어듭니다.</translation>
    </message>
    <message>
        <source>What the others become.</source>
        <translation>나머지 입력이 바뀌는 값입니다.</translation>
    </message>
    <message>
        <source>Which function is shown</source>
        <translation>보고 있는 함수</translation>
    </message>
    <message>
        <source>Zero gradient: its slope is 0 everywhere, so that no error passes back through it.</source>
        <translation>기울기 0: 어디서나 기울기가 0이라 오차가 거슬러 지나가지 못합니다.</translation>
    </message>
    <message>
        <source>identity</source>
        <translation>항등</translation>
    </message>
    <message>
        <source>log-softmax</source>
        <translation>log-softmax</translation>
    </message>
    <message>
        <source>sigmoid</source>
        <translation>sigmoid</translation>
    </message>
    <message>
        <source>softmax</source>
        <translation>softmax</translation>
    </message>
    <message>
        <source>softmin</source>
        <translation>softmin</translation>
    </message>
    <message>
        <source>softplus</source>
        <translation>softplus</translation>
    </message>
    <message>
        <source>step</source>
        <translation>계단</translation>
    </message>
    <message>
        <source>tanh</source>
        <translation>tanh</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>임곗값</translation>
    </message>
    <message>
        <source>{node} has these defaults. To choose others, put {activation} behind it as a node of its own, or try them here: pick {activation} from the list.</source>
        <translation>{node}에서는 이 기본값을 씁니다. 다른 값을 고르려면 {activation} 노드를 따로 뒤에 놓거나, 목록에서 {activation} 함수를 골라 여기서 시험해 보세요.</translation>
    </message>
    <message>
        <source>{node}: {activation}</source>
        <translation>{node}: {activation}</translation>
    </message>
    <message>
        <source>{share} of the inputs are not finite numbers (NaN or inf): they are left out.</source>
        <translation>입력의 {share}가 유한한 수가 아니어서(NaN 또는 inf) 뺐습니다.</translation>
    </message>
    <message>
        <source>{share} of the inputs are where it is flat (|f′| &lt; {limit}).</source>
        <translation>입력의 {share}가 평평한 곳에 있습니다(|f′| &lt; {limit}).</translation>
    </message>
</context>
<context>
    <name>app</name>
    <message>
        <source>An unexpected fault happened: {fault}. Save your work under a new name, then start Layerloom again. The details below help whoever repairs this.</source>
        <translation>예상하지 못한 오류가 생겼습니다: {fault}. 작업을 새 이름으로 저장한 다음 Layerloom을 다시 시작하세요. 아래의 자세한 내용은 오류를 고치는 데 도움이 됩니다.</translation>
    </message>
    <message>
        <source>Loading PyTorch …</source>
        <translation>PyTorch 불러오는 중…</translation>
    </message>
    <message>
        <source>Loading drawings …</source>
        <translation>그림 기능 불러오는 중…</translation>
    </message>
    <message>
        <source>Loading files …</source>
        <translation>파일 기능 불러오는 중…</translation>
    </message>
    <message>
        <source>Loading layers and training …</source>
        <translation>층과 학습 기능 불러오는 중…</translation>
    </message>
    <message>
        <source>PyTorch cannot be loaded: {reason}. Install it anew, then start Layerloom again.</source>
        <translation>PyTorch를 불러올 수 없습니다: {reason}. 다시 설치한 다음 Layerloom을 다시 시작하세요.</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>문제가 생겼습니다</translation>
    </message>
</context>
<context>
    <name>assembly</name>
    <message>
        <source>The data have no sample yet. Paint some points, or take other data.</source>
        <translation>데이터에 아직 표본이 없습니다. 점을 몇 개 칠하거나 다른 데이터를 고르세요.</translation>
    </message>
    <message>
        <source>The saved weights do not fit the drawing: {name} differs. Open a backup copy.</source>
        <translation>저장된 가중치가 그림과 맞지 않습니다. 다른 곳: {name}. 백업 사본을 여세요.</translation>
    </message>
</context>
<context>
    <name>axes</name>
    <message>
        <source>At the mean</source>
        <translation>평균에 두기</translation>
    </message>
    <message>
        <source>Column across</source>
        <translation>가로 열</translation>
    </message>
    <message>
        <source>Column up</source>
        <translation>세로 열</translation>
    </message>
    <message>
        <source>Finding the PCA plane…</source>
        <translation>PCA 평면을 찾는 중…</translation>
    </message>
    <message>
        <source>Fix at this sample</source>
        <translation>이 표본에 고정</translation>
    </message>
    <message>
        <source>Give the other columns the values of the sample that was clicked last.</source>
        <translation>나머지 열에 마지막으로 클릭한 표본의 값을 줍니다.</translation>
    </message>
    <message>
        <source>Give the other columns their mean in the training samples.</source>
        <translation>나머지 열에 학습 표본의 평균을 줍니다.</translation>
    </message>
    <message>
        <source>Look at the plane through the mean of the training samples in which they differ most (principal component analysis of the columns as they are, before normalisation; of at most 2,000 samples).
The axes say how much of the variance they show.</source>
        <translation>학습 표본의 평균을 지나고 표본들이 가장 많이 달라지는 평면을 봅니다(주성분 분석: 정규화 전의 열 그대로, 표본 2,000개까지).
축에는 분산을 얼마나 보여 주는지가 적혀 있습니다.</translation>
    </message>
    <message>
        <source>Other columns</source>
        <translation>나머지 열</translation>
    </message>
    <message>
        <source>PCA</source>
        <translation>PCA</translation>
    </message>
    <message>
        <source>Show the PCA plane</source>
        <translation>PCA 평면 보기</translation>
    </message>
    <message>
        <source>The PCA plane of these data cannot be found: {reason}. Choose two columns.</source>
        <translation>이 데이터의 PCA 평면을 찾을 수 없습니다: {reason}. 열 두 개를 고르세요.</translation>
    </message>
    <message>
        <source>Two of {count} columns tell little. The PCA plane shows the two directions in which the samples differ most.</source>
        <translation>열 {count}개 중 두 개만으로는 알 수 있는 것이 적습니다. PCA 평면은 표본들이 가장 많이 달라지는 두 방향을 보여 줍니다.</translation>
    </message>
    <message>
        <source>Where the columns stand that are not an axis: move them, and the region follows.</source>
        <translation>축이 아닌 열의 값입니다. 움직이면 영역이 따라 바뀝니다.</translation>
    </message>
    <message>
        <source>at {values}</source>
        <translation>나머지 열: {values}</translation>
    </message>
</context>
<context>
    <name>calculation</name>
    <message>
        <source> (held out for validation)</source>
        <translation> (검증용)</translation>
    </message>
    <message>
        <source> of {count}</source>
        <translation> / {count}</translation>
    </message>
    <message>
        <source> s</source>
        <translation>초</translation>
    </message>
    <message>
        <source>A number for each column, with commas between them. Enter takes them.</source>
        <translation>열마다 수를 하나씩 쉼표로 나누어 씁니다. Enter를 누르면 반영됩니다.</translation>
    </message>
    <message>
        <source>All gradients of {node} at once, with the shapes</source>
        <translation>{node}의 모든 기울기를 한 번에, 형태와 함께</translation>
    </message>
    <message>
        <source>All numbers are laid out in one row; none of them changes.</source>
        <translation>모든 수를 한 줄로 늘어놓습니다. 값은 그대로입니다.</translation>
    </message>
    <message>
        <source>All numbers of this sample in their order. Choose one to see it.</source>
        <translation>이 표본의 모든 수가 계산 순서대로 있습니다. 고르면 그 계산을 보여 줍니다.</translation>
    </message>
    <message>
        <source>All units of {node} at once, with the shapes</source>
        <translation>{node}의 모든 유닛을 한 번에, 형태와 함께</translation>
    </message>
    <message>
        <source>All {count} numbers change by the same rule</source>
        <translation>수 {count}개가 모두 같은 규칙으로 바뀝니다</translation>
    </message>
    <message>
        <source>Back propagation</source>
        <translation>역전파</translation>
    </message>
    <message>
        <source>Back propagation begins: how much would the loss grow if the answer grew a little? From here it goes back, layer by layer.</source>
        <translation>역전파가 시작됩니다. 답이 조금 커지면 손실은 얼마나 커질까요? 여기서부터 층을 하나씩 거슬러 갑니다.</translation>
    </message>
    <message>
        <source>By the chain rule, the slope of the loss by the output times that of the activation.</source>
        <translation>연쇄 법칙: 출력에 대한 손실의 기울기에 활성화 함수의 기울기를 곱합니다.</translation>
    </message>
    <message>
        <source>Calculation</source>
        <translation>계산</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>자릿수</translation>
    </message>
    <message>
        <source>Digits behind the decimal point, in all formulas.</source>
        <translation>모든 수식에서 소수점 아래 자릿수입니다.</translation>
    </message>
    <message>
        <source>Each channel is centred and scaled by its running mean and variance, then by learned values.</source>
        <translation>채널마다 이동 평균과 이동 분산으로 중심과 크기를 맞춘 다음, 학습한 값으로 다시 조정합니다.</translation>
    </message>
    <message>
        <source>Each filter slides over the image: at every place, the pixels below it times its weights, all added up, plus its bias.</source>
        <translation>필터가 이미지 위를 미끄러져 갑니다. 자리마다 필터 아래의 픽셀과 가중치를 곱해 모두 더하고 편향을 더합니다.</translation>
    </message>
    <message>
        <source>Each input times its weight, all added up, plus the bias: the weighted sum.</source>
        <translation>입력마다 가중치를 곱해 모두 더하고 편향을 더합니다. 이것이 가중합입니다.</translation>
    </message>
    <message>
        <source>Forward propagation</source>
        <translation>순전파</translation>
    </message>
    <message>
        <source>Gradient descent: a small step against the gradient, as long as the learning rate says. With this sample alone the loss becomes smaller.</source>
        <translation>경사 하강법: 기울기의 반대 방향으로 학습률만큼 조금 옮깁니다. 이 표본만 보면 손실이 작아집니다.</translation>
    </message>
    <message>
        <source>How long slow motion stays at each station, in seconds.</source>
        <translation>느린 재생이 한 자리에 머무는 시간(초)입니다.</translation>
    </message>
    <message>
        <source>How much would the loss grow with this learned number? Again by the chain rule.</source>
        <translation>학습되는 이 수가 커지면 손실은 얼마나 커질까요? 이것도 연쇄 법칙으로 구합니다.</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Of each window of pixels only the largest value stays.</source>
        <translation>픽셀 영역마다 가장 큰 값만 남습니다.</translation>
    </message>
    <message>
        <source>Of each window of pixels the mean stays.</source>
        <translation>픽셀 영역마다 평균이 남습니다.</translation>
    </message>
    <message>
        <source>One station back (Alt+Left, or comma)</source>
        <translation>한 자리 뒤로 (Alt+왼쪽 화살표 또는 쉼표)</translation>
    </message>
    <message>
        <source>One station on (Alt+Right, or full stop)</source>
        <translation>한 자리 앞으로 (Alt+오른쪽 화살표 또는 마침표)</translation>
    </message>
    <message>
        <source>PyTorch cannot calculate this sample: {reason}</source>
        <translation>PyTorch가 이 표본을 계산하지 못합니다: {reason}</translation>
    </message>
    <message>
        <source>PyTorch is being loaded. The calculation appears in a moment.</source>
        <translation>PyTorch를 불러오는 중입니다. 곧 계산이 나타납니다.</translation>
    </message>
    <message>
        <source>Renew</source>
        <translation>새로 계산</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>표본</translation>
    </message>
    <message>
        <source>Sample {number}: {values} → {steps}</source>
        <translation>표본 {number}: {values} → {steps}</translation>
    </message>
    <message>
        <source>Seconds at each station</source>
        <translation>자리마다 머무는 시간(초)</translation>
    </message>
    <message>
        <source>Stations of the calculation</source>
        <translation>계산의 순서</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>목표</translation>
    </message>
    <message>
        <source>The activation function looks at the weighted sums of all units together, so that its values belong together.</source>
        <translation>활성화 함수가 모든 유닛의 가중합을 함께 보므로, 그 값들은 서로 이어져 있습니다.</translation>
    </message>
    <message>
        <source>The activation function turns the weighted sum into what the unit passes on.</source>
        <translation>활성화 함수가 가중합을 유닛의 출력으로 바꿉니다.</translation>
    </message>
    <message>
        <source>The chain rule again; the sum grows exactly as much as its bias, so the last factor is 1.</source>
        <translation>이것도 연쇄 법칙입니다. 편향이 커진 만큼 가중합도 커지므로 마지막 인수는 1입니다.</translation>
    </message>
    <message>
        <source>The chain rule: the slope of the loss by the output, that of the output by the sum, and that of the sum by this weight, which is the input that it multiplies.</source>
        <translation>연쇄 법칙: 출력에 대한 손실의 기울기, 가중합에 대한 출력의 기울기, 이 가중치에 대한 가중합의 기울기를 곱합니다. 마지막 것은 가중치와 곱해지는 입력입니다.</translation>
    </message>
    <message>
        <source>The data have no rows. Choose other data, or type a sample.</source>
        <translation>데이터에 행이 없습니다. 다른 데이터를 고르거나 표본을 직접 입력하세요.</translation>
    </message>
    <message>
        <source>The derivative of the activation function at this place: how strongly the output follows the weighted sum. Near 0, hardly anything gets back: the gradient vanishes.</source>
        <translation>이 자리에서 활성화 함수의 미분값으로, 출력이 가중합을 얼마나 세게 따라가는지 나타냅니다. 0에 가까우면 거의 아무것도 되돌아가지 못합니다(기울기 소실).</translation>
    </message>
    <message>
        <source>The loss function compares the answer with the target: the farther away, the larger. All learning is to make this number smaller.</source>
        <translation>손실 함수가 답을 목표와 견줍니다. 멀수록 큽니다. 배운다는 것은 이 수를 줄이는 일입니다.</translation>
    </message>
    <message>
        <source>The network is being built. The calculation appears in a moment.</source>
        <translation>신경망을 만드는 중입니다. 계산은 곧 나타납니다.</translation>
    </message>
    <message>
        <source>The numbers of the sample enter the network. From here they go from layer to layer.</source>
        <translation>표본의 수가 신경망에 들어옵니다. 여기서부터 층을 차례로 지나갑니다.</translation>
    </message>
    <message>
        <source>The optimiser first makes a step of the gradient and of what it remembers, then goes as far as the learning rate says.</source>
        <translation>옵티마이저가 기울기와 기억해 둔 값으로 방향과 보폭을 정하고, 학습률만큼 옮깁니다.</translation>
    </message>
    <message>
        <source>The perceptron rule: if the answer is right nothing changes, else the weight moves by the learning rate times the input.</source>
        <translation>퍼셉트론 규칙: 답이 맞으면 그대로 두고, 틀리면 가중치를 학습률과 입력의 곱만큼 옮깁니다.</translation>
    </message>
    <message>
        <source>The row of numbers becomes an image, row by row; no number changes.</source>
        <translation>한 줄의 수가 행 단위로 이미지가 됩니다. 값은 그대로입니다.</translation>
    </message>
    <message>
        <source>The same number is used at every place of the image, so its gradient adds up what comes back from all of them.</source>
        <translation>같은 수가 이미지의 모든 자리에서 쓰이므로, 그 기울기는 모든 자리에서 돌아오는 값을 더한 것입니다.</translation>
    </message>
    <message>
        <source>There is nothing to calculate yet. {reason}</source>
        <translation>아직 계산할 것이 없습니다. {reason}</translation>
    </message>
    <message>
        <source>There must be {columns} numbers, one for each column ({names}), not {count}.</source>
        <translation>열({names})마다 수가 하나씩, 모두 {columns}개 있어야 합니다. 지금은 {count}개입니다.</translation>
    </message>
    <message>
        <source>This node passes its inputs on, or joins them, without a weighted sum.</source>
        <translation>이 노드는 가중합 없이 입력을 그대로 넘기거나 합칩니다.</translation>
    </message>
    <message>
        <source>This sum has an effect on the value of every unit, so the chain rule adds up one product for each.</source>
        <translation>이 가중합은 모든 유닛의 값에 영향을 주므로, 연쇄 법칙은 유닛마다 곱을 하나씩 만들어 더합니다.</translation>
    </message>
    <message>
        <source>Training goes on; the numbers here are still those of the step beside this. Show those of the present step. Once training pauses this happens by itself.</source>
        <translation>학습이 계속되는 동안 여기의 수는 옆에 적힌 스텝의 것입니다. 누르면 지금 스텝의 수로 바꿉니다. 학습이 멈추면 저절로 바뀝니다.</translation>
    </message>
    <message>
        <source>Type a target too, one of {classes}.</source>
        <translation>목표도 입력하세요: {classes} 중 하나입니다.</translation>
    </message>
    <message>
        <source>Type a target too: the number that would be right.</source>
        <translation>목표도 입력하세요. 맞는 답인 수입니다.</translation>
    </message>
    <message>
        <source>Type an input and a target of your own.</source>
        <translation>입력과 목표를 직접 씁니다.</translation>
    </message>
    <message>
        <source>Typed numbers are given to the network as they are; samples are: {steps}.</source>
        <translation>직접 입력한 수는 신경망에 그대로 들어갑니다. 표본은 다음과 같이 바뀝니다: {steps}.</translation>
    </message>
    <message>
        <source>Type…</source>
        <translation>직접 입력…</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>갱신</translation>
    </message>
    <message>
        <source>Walk by itself, in slow motion</source>
        <translation>느린 재생으로 저절로 나아가기</translation>
    </message>
    <message>
        <source>What it should answer: the target</source>
        <translation>신경망이 내야 할 답: 목표</translation>
    </message>
    <message>
        <source>What the layers behind it pass back through the wires is added up: how much the loss would grow with this output.</source>
        <translation>뒤의 층들이 연결선으로 되돌려 준 값을 더합니다. 이 출력이 커질 때 손실이 얼마나 커지는지 나타냅니다.</translation>
    </message>
    <message>
        <source>What the network is given</source>
        <translation>신경망에 들어가는 값</translation>
    </message>
    <message>
        <source>What the network should answer: a class or a number. Enter takes it.</source>
        <translation>신경망이 내야 할 답으로, 클래스나 수입니다. Enter를 누르면 반영됩니다.</translation>
    </message>
    <message>
        <source>Which number of this large layer is written out below the matrices.</source>
        <translation>큰 층에서 행렬 아래에 풀어 쓸 수를 고릅니다.</translation>
    </message>
    <message>
        <source>Which sample of the data is calculated.</source>
        <translation>데이터의 어느 표본을 계산하는지입니다.</translation>
    </message>
    <message>
        <source>You can also click a point in the decision region.</source>
        <translation>결정 영역의 점을 클릭해도 됩니다.</translation>
    </message>
    <message>
        <source>digits</source>
        <translation>자릿수</translation>
    </message>
    <message>
        <source>encoded</source>
        <translation>인코딩</translation>
    </message>
    <message>
        <source>input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>made into features</source>
        <translation>특성 생성</translation>
    </message>
    <message>
        <source>normalised</source>
        <translation>정규화</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>유닛</translation>
    </message>
    <message>
        <source>{word} cannot be calculated with. Type a finite number such as 0.5.</source>
        <translation>{word}: 계산할 수 없는 값입니다. 0.5처럼 유한한 수를 입력하세요.</translation>
    </message>
    <message>
        <source>{word} is no class of these data. The target is one of {classes}.</source>
        <translation>{word}: 이 데이터에 없는 클래스입니다. 목표는 {classes} 중 하나입니다.</translation>
    </message>
    <message>
        <source>{word} is not a number. Type numbers such as 0.5, with commas between them.</source>
        <translation>{word}: 수가 아닙니다. 0.5 같은 수를 쉼표로 나누어 입력하세요.</translation>
    </message>
</context>
<context>
    <name>canvas</name>
    <message>
        <source>1 parameter</source>
        <translation>파라미터 1개</translation>
    </message>
    <message>
        <source>Add a filter; the others keep their weights</source>
        <translation>필터를 하나 더합니다. 다른 필터의 가중치는 그대로입니다</translation>
    </message>
    <message>
        <source>Add a layer</source>
        <translation>층 추가</translation>
    </message>
    <message>
        <source>Add a layer: type to search</source>
        <translation>층 추가: 입력해서 검색</translation>
    </message>
    <message>
        <source>Add a unit; the others keep their weights</source>
        <translation>유닛을 하나 더합니다. 나머지 유닛의 가중치는 그대로입니다</translation>
    </message>
    <message>
        <source>Add {layer}</source>
        <translation>{layer} 추가</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>편향</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>캔버스</translation>
    </message>
    <message>
        <source>Change {setting}</source>
        <translation>{setting} 변경</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>잘라내기</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Delete wire</source>
        <translation>연결선 삭제</translation>
    </message>
    <message>
        <source>Drag an Input from the palette onto the canvas</source>
        <translation>팔레트에서 입력을 캔버스로 끌어다 놓으세요</translation>
    </message>
    <message>
        <source>Drop here to add {layer}.</source>
        <translation>여기에 놓으면 추가합니다: {layer}</translation>
    </message>
    <message>
        <source>Drop here to insert between {source} and {sink}.</source>
        <translation>여기에 놓으면 사이에 끼워 넣습니다: {source} → {sink}</translation>
    </message>
    <message>
        <source>Drop on a port that lights up, or on empty canvas to add a layer there.</source>
        <translation>빛나는 포트에 놓으면 연결하고, 빈 캔버스에 놓으면 그곳에 층을 추가합니다.</translation>
    </message>
    <message>
        <source>Drop on another port to move the wire, or on empty canvas to delete it.</source>
        <translation>다른 포트에 놓으면 연결선을 옮기고, 빈 캔버스에 놓으면 삭제합니다.</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>복제</translation>
    </message>
    <message>
        <source>Epoch loss</source>
        <translation>에포크 손실</translation>
    </message>
    <message>
        <source>Hide the units and weights again (U)</source>
        <translation>유닛과 가중치를 다시 접습니다 (U)</translation>
    </message>
    <message>
        <source>How strongly this input counts in the sum.</source>
        <translation>이 입력이 합에서 얼마나 세게 작용하는지 나타냅니다.</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>끼워 넣기</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>층</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>Move wire</source>
        <translation>연결선 옮기기</translation>
    </message>
    <message>
        <source>Move; Alt leaves the grid, Escape cancels.</source>
        <translation>이동합니다. Alt는 격자 무시, Esc는 취소입니다.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Nothing is selected.</source>
        <translation>선택한 것이 없습니다.</translation>
    </message>
    <message>
        <source>Nothing is selected. Click a node first.</source>
        <translation>선택한 것이 없습니다. 먼저 노드를 클릭하세요.</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>붙여넣기</translation>
    </message>
    <message>
        <source>Remove the last filter; the others keep their weights</source>
        <translation>마지막 필터를 없앱니다. 다른 필터의 가중치는 그대로입니다</translation>
    </message>
    <message>
        <source>Remove the last unit; the others keep their weights</source>
        <translation>마지막 유닛을 뺍니다. 나머지 유닛의 가중치는 그대로입니다</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>이름 바꾸기</translation>
    </message>
    <message>
        <source>Search layers</source>
        <translation>층 검색</translation>
    </message>
    <message>
        <source>Select one node to rename it.</source>
        <translation>이름을 바꿀 노드 하나를 선택하세요.</translation>
    </message>
    <message>
        <source>Select one node with an output, then press C to wire it.</source>
        <translation>출력이 있는 노드 하나를 선택한 다음 C를 눌러 연결하세요.</translation>
    </message>
    <message>
        <source>Select what the rectangle touches; Shift adds, Ctrl toggles, Escape cancels.</source>
        <translation>사각형에 닿는 것을 선택합니다. Shift는 더하기, Ctrl은 뒤집기, Esc는 취소입니다.</translation>
    </message>
    <message>
        <source>Set a weight of {node}</source>
        <translation>{node} 가중치 설정</translation>
    </message>
    <message>
        <source>Show the filters of this layer as images (U)</source>
        <translation>이 층의 필터를 이미지로 보이기 (U)</translation>
    </message>
    <message>
        <source>Show the units (neurons) and weights of this layer (U)</source>
        <translation>이 층의 유닛(뉴런)과 가중치를 펼쳐 봅니다 (U)</translation>
    </message>
    <message>
        <source>Tab or arrows choose, Enter wires, Escape cancels.</source>
        <translation>Tab이나 화살표 키로 고르고, Enter로 연결하고, Esc로 취소합니다.</translation>
    </message>
    <message>
        <source>The clipboard holds nodes in a form that this version cannot read. Copy them again.</source>
        <translation>클립보드의 노드는 이 버전이 읽을 수 없는 형식입니다. 다시 복사하세요.</translation>
    </message>
    <message>
        <source>There are no nodes on the clipboard. Copy some first.</source>
        <translation>클립보드에 노드가 없습니다. 먼저 노드를 복사하세요.</translation>
    </message>
    <message>
        <source>There is no free input that {node} could be wired to.</source>
        <translation>{node}: 연결할 수 있는 빈 입력이 없습니다.</translation>
    </message>
    <message>
        <source>Tidy layout</source>
        <translation>자동 정렬</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>What is added to the weighted sum.</source>
        <translation>가중합에 더하는 값입니다.</translation>
    </message>
    <message>
        <source>Wire {source} to {sink}.</source>
        <translation>연결합니다: {source} → {sink}</translation>
    </message>
    <message>
        <source>bias {value}</source>
        <translation>편향 {value}</translation>
    </message>
    <message>
        <source>channel {channel}, row {row}, column {column}</source>
        <translation>채널 {channel}, 행 {row}, 열 {column}</translation>
    </message>
    <message>
        <source>from {low} to {high} for training samples; the picture reaches to ±{limit}</source>
        <translation>학습 표본에서 {low}부터 {high}까지, 그림의 범위는 ±{limit}</translation>
    </message>
    <message>
        <source>from {low} to {high} over the plane; full colours at ±{limit}</source>
        <translation>평면 위에서 {low}부터 {high}까지, 가장 진한 색은 ±{limit}</translation>
    </message>
    <message>
        <source>input {input}</source>
        <translation>입력 {input}</translation>
    </message>
    <message>
        <source>or double-click here and type the name of a layer</source>
        <translation>또는 여기를 두 번 클릭하고 층 이름을 입력하세요</translation>
    </message>
    <message>
        <source>weight {value}</source>
        <translation>가중치 {value}</translation>
    </message>
    <message>
        <source>{count} parameters</source>
        <translation>파라미터 {count}개</translation>
    </message>
    <message>
        <source>{node}, filter {filter}</source>
        <translation>{node}, 필터 {filter}</translation>
    </message>
    <message>
        <source>{node}, unit {unit}</source>
        <translation>{node}, 유닛 {unit}</translation>
    </message>
    <message>
        <source>{value} is beyond what a weight can hold: numbers up to about 3.4e38.</source>
        <translation>{value}: 가중치가 담을 수 없는 값입니다. 절댓값이 약 3.4e38까지인 수를 입력하세요.</translation>
    </message>
    <message>
        <source>… {count} more</source>
        <translation>… {count}개 더</translation>
    </message>
</context>
<context>
    <name>catalog</name>
    <message>
        <source>1 for grey pictures, 3 for colours.</source>
        <translation>흑백 이미지는 1, 컬러 이미지는 3입니다.</translation>
    </message>
    <message>
        <source>A neuron with ready weights and one input: 1 where its value is 0.</source>
        <translation>가중치가 이미 정해진, 입력이 하나인 뉴런. 값이 0이면 1입니다.</translation>
    </message>
    <message>
        <source>A neuron with ready weights: 0 where both of its values are 1. AND with every sign turned.</source>
        <translation>가중치가 이미 정해진 뉴런. 두 값이 모두 1이면 0입니다. AND의 부호를 모두 뒤집은 것입니다.</translation>
    </message>
    <message>
        <source>A neuron with ready weights: 1 where any of its values is 1.</source>
        <translation>가중치가 이미 정해진 뉴런. 값이 하나라도 1이면 1입니다.</translation>
    </message>
    <message>
        <source>A neuron with ready weights: 1 where both of its values are 1.</source>
        <translation>가중치가 이미 정해진 뉴런. 두 값이 모두 1이면 1입니다.</translation>
    </message>
    <message>
        <source>AND</source>
        <translation>AND</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>활성화 함수</translation>
    </message>
    <message>
        <source>Activation functions</source>
        <translation>활성화 함수</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>더하기</translation>
    </message>
    <message>
        <source>Added to the variance against division by zero.</source>
        <translation>0으로 나누지 않도록 분산에 더하는 값입니다.</translation>
    </message>
    <message>
        <source>Adds its inputs element by element, as in a residual connection.</source>
        <translation>잔차 연결처럼 입력들을 원소별로 더합니다.</translation>
    </message>
    <message>
        <source>All weights equal: units of a layer can never become different.</source>
        <translation>가중치가 모두 같아서 한 층의 유닛들이 서로 달라질 수 없습니다.</translation>
    </message>
    <message>
        <source>Also called He. Suits ReLU; biases 0.</source>
        <translation>He 초기화라고도 합니다. ReLU에 알맞습니다. 편향은 0입니다.</translation>
    </message>
    <message>
        <source>AvgPool2d</source>
        <translation>AvgPool2d</translation>
    </message>
    <message>
        <source>BatchNorm1d</source>
        <translation>BatchNorm1d</translation>
    </message>
    <message>
        <source>BatchNorm2d</source>
        <translation>BatchNorm2d</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>편향</translation>
    </message>
    <message>
        <source>Brings the columns of the data into the network.</source>
        <translation>데이터의 열을 신경망에 넣습니다.</translation>
    </message>
    <message>
        <source>By how many pixels the window moves on from one value of the output to the next.</source>
        <translation>출력의 한 값에서 다음 값으로 갈 때 영역이 몇 픽셀씩 움직이는지 정합니다.</translation>
    </message>
    <message>
        <source>Centres and scales each channel over the batch and all pixels, then scales and shifts by learned values.</source>
        <translation>채널마다 배치와 모든 픽셀에 걸쳐 중심과 크기를 맞춘 다음, 학습한 값으로 크기와 위치를 조정합니다.</translation>
    </message>
    <message>
        <source>Centres and scales each unit over the batch, then scales and shifts by learned values.</source>
        <translation>배치 정규화입니다. 유닛마다 배치의 평균과 분산을 맞춘 다음, 학습한 값으로 크기와 위치를 조정합니다.</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>채널</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>열</translation>
    </message>
    <message>
        <source>Concatenate</source>
        <translation>이어 붙이기</translation>
    </message>
    <message>
        <source>Conv2d</source>
        <translation>Conv2d</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>Dense</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>엡실론</translation>
    </message>
    <message>
        <source>Every unit sees every input: a weighted sum, a bias, then the activation function.</source>
        <translation>완전 연결층입니다. 모든 유닛이 모든 입력의 가중합에 편향을 더한 다음 활성화 함수를 적용합니다.</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>필터</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>Flatten</translation>
    </message>
    <message>
        <source>Gates</source>
        <translation>게이트</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>높이</translation>
    </message>
    <message>
        <source>Height and width of each filter, in pixels.</source>
        <translation>각 필터의 높이와 너비(픽셀)입니다.</translation>
    </message>
    <message>
        <source>Height and width of the square window, in pixels.</source>
        <translation>정사각형 영역의 높이와 너비(픽셀)입니다.</translation>
    </message>
    <message>
        <source>How many filters the layer has: the channels of its output (out_channels).</source>
        <translation>층의 필터 수, 곧 출력의 채널 수입니다(out_channels).</translation>
    </message>
    <message>
        <source>How many units (neurons) the layer has; the size of its output.</source>
        <translation>층에 있는 유닛(뉴런)의 수이며, 곧 출력의 크기입니다.</translation>
    </message>
    <message>
        <source>How quickly the running mean and variance follow the batches.</source>
        <translation>이동 평균과 분산이 배치를 얼마나 빨리 따라가는지 정합니다.</translation>
    </message>
    <message>
        <source>How the first weights are drawn. The seed decides which they are.</source>
        <translation>초기 가중치를 뽑는 방법입니다. 어떤 값이 나올지는 시드가 정합니다.</translation>
    </message>
    <message>
        <source>In training, switches each value off with a probability, so that no unit relies on another one.</source>
        <translation>학습할 때 값을 일정한 확률로 꺼서, 유닛이 다른 유닛에 기대지 않게 합니다.</translation>
    </message>
    <message>
        <source>Initialisation</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Kaiming normal</source>
        <translation>Kaiming 정규</translation>
    </message>
    <message>
        <source>Kaiming uniform</source>
        <translation>Kaiming 균등</translation>
    </message>
    <message>
        <source>Kernel size</source>
        <translation>커널 크기</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>층</translation>
    </message>
    <message>
        <source>Lays all axes but the batch out in one row.</source>
        <translation>배치를 뺀 모든 축을 한 줄로 폅니다.</translation>
    </message>
    <message>
        <source>Learned scale</source>
        <translation>학습되는 크기</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Makes an image of a row of pixels, as Conv2d takes it: channel by channel, row by row.</source>
        <translation>한 줄의 픽셀을 Conv2d가 받는 이미지로 만듭니다. 채널 순서대로, 행 순서대로 채웁니다.</translation>
    </message>
    <message>
        <source>Makes an image smaller: of each window of pixels only the largest value stays.</source>
        <translation>이미지를 작게 만듭니다. 픽셀 영역마다 가장 큰 값만 남습니다.</translation>
    </message>
    <message>
        <source>Makes an image smaller: of each window of pixels the mean stays.</source>
        <translation>이미지를 작게 만듭니다. 픽셀 영역마다 평균이 남습니다.</translation>
    </message>
    <message>
        <source>MaxPool2d</source>
        <translation>MaxPool2d</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>합치기</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>모멘텀</translation>
    </message>
    <message>
        <source>Multiplies its inputs element by element, as in a gate.</source>
        <translation>게이트처럼 입력들을 원소별로 곱합니다.</translation>
    </message>
    <message>
        <source>Multiply</source>
        <translation>곱하기</translation>
    </message>
    <message>
        <source>NAND</source>
        <translation>NAND</translation>
    </message>
    <message>
        <source>NOT</source>
        <translation>NOT</translation>
    </message>
    <message>
        <source>Normal with deviation 0.01; biases 0.</source>
        <translation>표준편차가 0.01인 정규분포입니다. 편향은 0입니다.</translation>
    </message>
    <message>
        <source>Normal, 0.01</source>
        <translation>정규분포, 0.01</translation>
    </message>
    <message>
        <source>OR</source>
        <translation>OR</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>패딩</translation>
    </message>
    <message>
        <source>Pixels in a row.</source>
        <translation>한 행의 픽셀 수입니다.</translation>
    </message>
    <message>
        <source>Pixels of zeros around the image. Half the kernel size, rounded down, keeps an image as large as it is.</source>
        <translation>이미지 둘레에 두르는 0의 픽셀 수입니다. 커널 크기의 절반(내림)이면 이미지의 크기가 그대로입니다.</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>확률</translation>
    </message>
    <message>
        <source>Puts its inputs side by side, in the order of their wires.</source>
        <translation>연결선의 순서대로 입력들을 나란히 이어 붙입니다.</translation>
    </message>
    <message>
        <source>PyTorch&apos;s own</source>
        <translation>PyTorch 기본값</translation>
    </message>
    <message>
        <source>Regularisation</source>
        <translation>정규화·규제</translation>
    </message>
    <message>
        <source>Rows of pixels.</source>
        <translation>픽셀의 행 수입니다.</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>형태</translation>
    </message>
    <message>
        <source>Slides small filters over an image. Each filter gives one channel: high where the image looks like it.</source>
        <translation>작은 필터를 이미지 위로 미끄러뜨립니다. 필터마다 채널 하나가 나오며, 이미지가 필터와 닮은 자리에서 값이 큽니다.</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>스트라이드</translation>
    </message>
    <message>
        <source>Suits tanh and sigmoid; biases 0.</source>
        <translation>tanh와 sigmoid에 알맞습니다. 편향은 0입니다.</translation>
    </message>
    <message>
        <source>The function applied to the weighted sum. With a step it is a gate; a sigmoid can learn.</source>
        <translation>가중합에 적용하는 함수. 계단 함수이면 게이트이고, 시그모이드이면 배울 수 있습니다.</translation>
    </message>
    <message>
        <source>The function that each unit applies to its weighted sum.</source>
        <translation>각 유닛이 가중합에 적용하는 함수입니다.</translation>
    </message>
    <message>
        <source>The function that is applied to every weighted sum.</source>
        <translation>모든 가중합에 적용하는 함수입니다.</translation>
    </message>
    <message>
        <source>The share of values that are set to zero in each training step.</source>
        <translation>학습 스텝마다 0으로 만드는 값의 비율입니다.</translation>
    </message>
    <message>
        <source>Unflatten</source>
        <translation>Unflatten</translation>
    </message>
    <message>
        <source>Uniform within 1/sqrt(inputs), weights and biases.</source>
        <translation>가중치와 편향 모두 ±1/sqrt(입력 수) 안의 균등분포입니다.</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>유닛 수</translation>
    </message>
    <message>
        <source>What training makes small: the distance between output and target.</source>
        <translation>학습이 줄이려는 값으로, 출력과 목표 사이의 거리입니다.</translation>
    </message>
    <message>
        <source>Where the network ends and the loss compares it with the target.</source>
        <translation>신경망이 끝나는 곳으로, 손실이 출력을 목표와 비교합니다.</translation>
    </message>
    <message>
        <source>Whether a learned scale and shift follow.</source>
        <translation>학습되는 크기와 위치 조정을 이어서 할지 정합니다.</translation>
    </message>
    <message>
        <source>Whether each filter adds a learned constant to its weighted sums.</source>
        <translation>각 필터가 가중합에 학습한 상수를 더할지 정합니다.</translation>
    </message>
    <message>
        <source>Whether each unit adds a learned constant to its weighted sum.</source>
        <translation>각 유닛이 학습되는 상수를 가중합에 더할지 정합니다.</translation>
    </message>
    <message>
        <source>Which columns of the data enter here, in the order in which they were ticked; all of them at first.</source>
        <translation>데이터의 어느 열이 여기로 들어오는지 고릅니다. 고른 순서대로 들어오며, 처음에는 모든 열이 들어옵니다.</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>너비</translation>
    </message>
    <message>
        <source>Xavier normal</source>
        <translation>Xavier 정규</translation>
    </message>
    <message>
        <source>Xavier uniform</source>
        <translation>Xavier 균등</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>모두 0</translation>
    </message>
    <message>
        <source>input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>inputs</source>
        <translation>입력들</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력</translation>
    </message>
</context>
<context>
    <name>curve</name>
    <message>
        <source>The function (solid) and its derivative (dashed), by which errors pass back through it.</source>
        <translation>함수(실선)와 도함수(점선)입니다. 역전파에서 오차는 도함수를 거쳐 뒤로 전해집니다.</translation>
    </message>
    <message>
        <source>{activation}: from {low} to {high}, its slope from {low_slope} to {high_slope}</source>
        <translation>{activation}: 값 {low} ~ {high}, 기울기 {low_slope} ~ {high_slope}</translation>
    </message>
</context>
<context>
    <name>data</name>
    <message>
        <source>-1 left of 0 and 1 right of it: a smooth network can only come close.</source>
        <translation>0의 왼쪽은 -1, 오른쪽은 1: 매끄러운 신경망은 가까이 갈 수만 있습니다.</translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation>0에서 1</translation>
    </message>
    <message>
        <source>0 where all inputs are 1. One neuron learns it.</source>
        <translation>모든 입력이 1일 때 0입니다. 뉴런 하나로 배울 수 있습니다.</translation>
    </message>
    <message>
        <source>1 where all inputs are 1. One neuron learns it.</source>
        <translation>모든 입력이 1일 때 1입니다. 뉴런 하나로 배울 수 있습니다.</translation>
    </message>
    <message>
        <source>1 where any input is 1. One neuron learns it.</source>
        <translation>입력이 하나라도 1이면 1입니다. 뉴런 하나로 배울 수 있습니다.</translation>
    </message>
    <message>
        <source>1 where the two inputs agree; with three or four inputs, where an even number of them is 1. No straight line separates the two answers, so one neuron cannot learn it.</source>
        <translation>두 입력이 같을 때 1이고, 입력이 셋이나 넷이면 1인 입력이 짝수 개일 때 1입니다. 직선 하나로 두 답을 나눌 수 없어 뉴런 하나로는 배울 수 없습니다.</translation>
    </message>
    <message>
        <source>1 where the two inputs differ; with three or four inputs, where an odd number of them is 1. No straight line separates the two answers, so one neuron cannot learn it.</source>
        <translation>두 입력이 다를 때 1이고, 입력이 셋이나 넷이면 1인 입력이 홀수 개일 때 1입니다. 직선 하나로 두 답을 나눌 수 없어 뉴런 하나로는 배울 수 없습니다.</translation>
    </message>
    <message>
        <source>1,797 small handwritten digits, as scikit-learn brings them.</source>
        <translation>scikit-learn에 들어 있는 작은 손글씨 숫자 1,797개.</translation>
    </message>
    <message>
        <source>100 fixed points around (-0.5, 0.5) and (0.5, -0.5), as scikit-learn draws them from seed 123.</source>
        <translation>(-0.5, 0.5)와 (0.5, -0.5) 둘레의 고정된 점 100개로, scikit-learn이 시드 123으로 뽑는 것과 같습니다.</translation>
    </message>
    <message>
        <source>2,000 handwritten digits of 28 x 28 pixels to train with, 1,000 to test; no download.</source>
        <translation>28 x 28 픽셀 손글씨 숫자. 학습용 2,000개, 시험용 1,000개이고 내려받을 필요가 없습니다.</translation>
    </message>
    <message>
        <source>60,000 handwritten digits to train with, 10,000 to test. Downloaded once on request.</source>
        <translation>손글씨 숫자. 학습용 60,000개, 시험용 10,000개이고 원하면 한 번 내려받습니다.</translation>
    </message>
    <message>
        <source>A disc of class 0, and around it a ring for every other class.</source>
        <translation>클래스 0인 원판과, 그 둘레에 다른 클래스마다 하나씩 있는 고리.</translation>
    </message>
    <message>
        <source>A disc of class 1 inside a ring of class 0.</source>
        <translation>클래스 0의 고리 안에 클래스 1의 원판이 있습니다.</translation>
    </message>
    <message>
        <source>A file name cannot contain the character 0. Choose another file.</source>
        <translation>파일 이름에는 문자 0(널 문자)이 들어갈 수 없습니다. 다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>A folder for each class, with a picture in each file.</source>
        <translation>클래스마다 폴더 하나, 파일마다 그림 하나.</translation>
    </message>
    <message>
        <source>A painted point is at no finite place, or has no finite target. Take it out.</source>
        <translation>찍은 점 가운데 위치나 목표가 유한한 수가 아닌 것이 있습니다. 그 점을 빼세요.</translation>
    </message>
    <message>
        <source>A painted point is of class {number}, but there are only the classes 0 to {last}. Erase the points of that class, or take more classes.</source>
        <translation>찍은 점 가운데 클래스 {number}인 것이 있지만 클래스는 0부터 {last}까지뿐입니다. 그 클래스의 점을 지우거나 클래스를 늘리세요.</translation>
    </message>
    <message>
        <source>A polynomial of x that swings between -1 and 1.</source>
        <translation>-1과 1 사이를 오가는 x의 다항식.</translation>
    </message>
    <message>
        <source>A round cloud for each class, evenly around the middle. Noise makes them overlap.</source>
        <translation>클래스마다 둥근 구름 하나가 가운데 둘레에 고르게 놓입니다. 잡음이 있으면 서로 겹칩니다.</translation>
    </message>
    <message>
        <source>A round cloud for each class. One neuron separates them; noise makes them overlap.</source>
        <translation>클래스마다 둥근 구름이 하나씩 있습니다. 뉴런 하나로 나눌 수 있고, 잡음이 있으면 서로 겹칩니다.</translation>
    </message>
    <message>
        <source>A wave over one input: the sine of x.</source>
        <translation>입력 하나의 물결: x의 사인.</translation>
    </message>
    <message>
        <source>A wave, cut into windows: from some values in a row the network predicts a later one.</source>
        <translation>창으로 자른 물결: 이어진 값 몇 개로 나중 값을 예측합니다.</translation>
    </message>
    <message>
        <source>A window of {window} values and a horizon of {horizon} need {needed} values, but the series has {length}. Take a smaller window or horizon, or a longer series.</source>
        <translation>창의 값이 {window}개이고 예측 거리가 {horizon}이면 값이 {needed}개 있어야 하지만 시계열에는 {length}개뿐입니다. 창이나 예측 거리를 줄이거나 더 긴 시계열을 쓰세요.</translation>
    </message>
    <message>
        <source>AND</source>
        <translation>AND</translation>
    </message>
    <message>
        <source>Add this feature</source>
        <translation>이 특성을 더합니다</translation>
    </message>
    <message>
        <source>After how many values the wave begins again.</source>
        <translation>값 몇 개마다 물결이 되풀이되는지.</translation>
    </message>
    <message>
        <source>All samples of {file} are of one class, and there must be at least two to tell apart.</source>
        <translation>{file}의 표본이 모두 한 클래스입니다. 구별하려면 클래스가 둘 이상 있어야 합니다.</translation>
    </message>
    <message>
        <source>All {count} columns as they are.</source>
        <translation>{count}개 열을 모두 그대로 씁니다.</translation>
    </message>
    <message>
        <source>An .npz file of numpy.savez.</source>
        <translation>numpy.savez로 만든 .npz 파일.</translation>
    </message>
    <message>
        <source>An .npz file with samples x and labels y, and perhaps x_test and y_test.</source>
        <translation>표본 x와 레이블 y, 때로는 x_test와 y_test가 든 .npz 파일.</translation>
    </message>
    <message>
        <source>An IDX file, such as MNIST&apos;s, or .gz.</source>
        <translation>MNIST 같은 IDX 파일 또는 .gz.</translation>
    </message>
    <message>
        <source>An expression has at most {limit} characters, not {count}: {start}…</source>
        <translation>식은 {limit}글자까지입니다. {count}글자입니다: {start}…</translation>
    </message>
    <message>
        <source>And {count} more remarks.</source>
        <translation>그 밖에 알릴 것이 {count}가지 더 있습니다.</translation>
    </message>
    <message>
        <source>Arms wound around each other, one for each class; the hardest of these.</source>
        <translation>클래스마다 하나씩 서로 감긴 팔로, 이 가운데 가장 어렵습니다.</translation>
    </message>
    <message>
        <source>As a table, as charts, or as pictures.</source>
        <translation>표, 차트, 그림으로 봅니다.</translation>
    </message>
    <message>
        <source>At random, exactly the samples that PyTorch&apos;s random_split draws for these shares and the data seed.</source>
        <translation>무작위로 고르되, PyTorch의 random_split이 이 비율과 데이터 시드로 고르는 표본과 똑같습니다.</translation>
    </message>
    <message>
        <source>At random, whatever their class.</source>
        <translation>클래스와 상관없이 무작위로 고릅니다.</translation>
    </message>
    <message>
        <source>At random, with every class in the same proportion in all parts (stratified).</source>
        <translation>무작위로 고르되 모든 부분에서 클래스의 비율을 똑같이 지킵니다(층화 추출).</translation>
    </message>
    <message>
        <source>Blobs</source>
        <translation>점 무리</translation>
    </message>
    <message>
        <source>Brings all inputs to a similar size, by numbers taken from the training samples alone.</source>
        <translation>모든 입력을 비슷한 크기로 맞춥니다. 기준이 되는 수는 학습 표본에서만 얻습니다.</translation>
    </message>
    <message>
        <source>By how many places one window begins after the other.</source>
        <translation>다음 창이 몇 칸 뒤에서 시작하는지.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Categories as</source>
        <translation>범주 표현</translation>
    </message>
    <message>
        <source>Checkerboard</source>
        <translation>체커판</translation>
    </message>
    <message>
        <source>Choose a file, or drop one here.</source>
        <translation>파일을 고르거나 여기에 끌어다 놓으세요.</translation>
    </message>
    <message>
        <source>Circle</source>
        <translation>원</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Classification: the network will predict the class {target}.</source>
        <translation>분류: 신경망이 클래스를 예측합니다. 목표: {target}.</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>열</translation>
    </message>
    <message>
        <source>Column along the horizontal axis</source>
        <translation>가로축의 열</translation>
    </message>
    <message>
        <source>Column along the vertical axis</source>
        <translation>세로축의 열</translation>
    </message>
    <message>
        <source>Columns and reading …</source>
        <translation>열과 읽는 방법 …</translation>
    </message>
    <message>
        <source>Columns of one value in all training samples, which becomes 0: {count} ({names}).</source>
        <translation>모든 학습 표본에서 값이 하나뿐이라 0이 되는 열: {count}개({names}).</translation>
    </message>
    <message>
        <source>Columns of {file}</source>
        <translation>{file}의 열</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>상수</translation>
    </message>
    <message>
        <source>Converting {file}</source>
        <translation>{file} 바꾸는 중</translation>
    </message>
    <message>
        <source>Data of the project</source>
        <translation>프로젝트의 데이터</translation>
    </message>
    <message>
        <source>Data seed</source>
        <translation>데이터 시드</translation>
    </message>
    <message>
        <source>Data source</source>
        <translation>데이터 출처</translation>
    </message>
    <message>
        <source>Decides the samples, their noise and which are held out. The same seed gives the same data.</source>
        <translation>표본과 잡음, 그리고 어느 표본을 떼어 둘지 정합니다. 시드가 같으면 데이터도 같습니다.</translation>
    </message>
    <message>
        <source>Degree</source>
        <translation>차수</translation>
    </message>
    <message>
        <source>Digits, 8 x 8</source>
        <translation>숫자, 8 x 8</translation>
    </message>
    <message>
        <source>Download ({size} MB)</source>
        <translation>내려받기 ({size} MB)</translation>
    </message>
    <message>
        <source>Downloading {file}</source>
        <translation>{file} 내려받는 중</translation>
    </message>
    <message>
        <source>Draw other samples of the same kind: those of the next data seed.</source>
        <translation>다음 데이터 시드로 같은 종류의 다른 표본을 뽑습니다.</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>식</translation>
    </message>
    <message>
        <source>Expression, such as {example}</source>
        <translation>식, 예를 들어 {example}</translation>
    </message>
    <message>
        <source>Feature {place} is empty. Write an expression.</source>
        <translation>{place}번 특성이 비어 있습니다. 식을 쓰세요.</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>특성</translation>
    </message>
    <message>
        <source>Features must be a list of expressions, such as x1^2.</source>
        <translation>특성은 x1^2 같은 식의 목록이어야 합니다.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>First rows</source>
        <translation>처음 행들</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Folder of pictures</source>
        <translation>그림 폴더</translation>
    </message>
    <message>
        <source>For example</source>
        <translation>예</translation>
    </message>
    <message>
        <source>Four by four fields whose classes take turns along every row and column.</source>
        <translation>행과 열을 따라 클래스가 번갈아 나오는 4 x 4 칸.</translation>
    </message>
    <message>
        <source>Four squares: class 1 where both coordinates have the same sign.</source>
        <translation>네 개의 사각형으로, 두 좌표의 부호가 같은 곳이 클래스 1입니다.</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>높이</translation>
    </message>
    <message>
        <source>Hills and hollows</source>
        <translation>언덕과 골짜기</translation>
    </message>
    <message>
        <source>Holding out {percent} % of {total} samples leaves none to train on. Lower the validation share, or take more samples.</source>
        <translation>표본 {total}개 중 {percent} %를 떼어 두면 학습할 표본이 남지 않습니다. 검증 비율을 낮추거나 표본을 늘리세요.</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>내용</translation>
    </message>
    <message>
        <source>Holds a folder for each class, with .png, .jpg, .bmp or .gif files; or such folders in train, test.</source>
        <translation>클래스마다 .png, .jpg, .bmp, .gif 파일이 든 폴더가 있는 폴더. 또는 train(학습), test(시험) 안에 그런 폴더가 있습니다.</translation>
    </message>
    <message>
        <source>Horizon</source>
        <translation>예측 거리</translation>
    </message>
    <message>
        <source>How far chance blurs the pattern, in percent of its size.</source>
        <translation>무늬가 우연히 흐트러지는 정도로, 크기에 대한 백분율입니다.</translation>
    </message>
    <message>
        <source>How many classes there are. At 0, the highest label is the last class.</source>
        <translation>클래스의 수. 0이면 가장 큰 레이블이 마지막 클래스입니다.</translation>
    </message>
    <message>
        <source>How many classes there are. More than two need as many output units, and softmax.</source>
        <translation>클래스의 수. 둘보다 많으면 출력 유닛도 그만큼 있어야 하고 softmax를 씁니다.</translation>
    </message>
    <message>
        <source>How many inputs the gate has. Its truth table has 4, 8 or 16 rows.</source>
        <translation>게이트의 입력이 몇 개인지 정합니다. 진리표는 4행, 8행 또는 16행이 됩니다.</translation>
    </message>
    <message>
        <source>How many places behind the window the value to predict stands.</source>
        <translation>예측할 값이 창에서 몇 칸 뒤에 있는지.</translation>
    </message>
    <message>
        <source>How many points there are, training and validation together.</source>
        <translation>학습용과 검증용을 합친 점의 수입니다.</translation>
    </message>
    <message>
        <source>How many values in a row the network sees.</source>
        <translation>신경망이 보는 이어진 값의 수.</translation>
    </message>
    <message>
        <source>How many values the series has.</source>
        <translation>시계열에 든 값의 수.</translation>
    </message>
    <message>
        <source>How the samples that are held out are chosen.</source>
        <translation>따로 떼어 둘 표본을 고르는 방법입니다.</translation>
    </message>
    <message>
        <source>IDX files</source>
        <translation>IDX 파일</translation>
    </message>
    <message>
        <source>In colour</source>
        <translation>컬러로</translation>
    </message>
    <message>
        <source>In the expression {text}, at character {place}: {what}.</source>
        <translation>식 {text}의 {place}번째 글자: {what}.</translation>
    </message>
    <message>
        <source>In {file}, samples of {x} have the size {size} and those of {test} have {other}. Save arrays that belong together.</source>
        <translation>{file}에서 {x}의 표본 크기는 {size}, {test}의 표본 크기는 {other}입니다. 서로 맞는 배열을 저장하세요.</translation>
    </message>
    <message>
        <source>In {file}, the labels of training and test samples are of different types. Save both as numbers, or both as texts.</source>
        <translation>{file}에서 학습 표본과 시험 표본의 레이블 자료형이 다릅니다. 둘 다 수로, 또는 둘 다 글로 저장하세요.</translation>
    </message>
    <message>
        <source>In {file}, {x} has {n_x} samples and {y} has {n_y}. Save arrays that belong together.</source>
        <translation>{file}에서 {x}의 표본은 {n_x}개, {y}의 표본은 {n_y}개입니다. 서로 맞는 배열을 저장하세요.</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>입력 수</translation>
    </message>
    <message>
        <source>It does not lie beside the project either, in {folder}.</source>
        <translation>프로젝트가 있는 폴더({folder})에도 없습니다.</translation>
    </message>
    <message>
        <source>It is not clear which arrays of {file} are the samples and which the labels. It holds: {arrays}. Name them x and y (with x_test and y_test for a test set).</source>
        <translation>{file}에서 어느 배열이 표본이고 어느 배열이 레이블인지 알 수 없습니다. 들어 있는 배열: {arrays}. 이름을 x와 y로 하세요(시험 집합은 x_test와 y_test).</translation>
    </message>
    <message>
        <source>Keep the data as it was</source>
        <translation>데이터를 그대로 두기</translation>
    </message>
    <message>
        <source>Label {index} of {file} is {label}; labels are whole numbers from 0 to {last}. Choose the file that belongs to the pictures, or correct it.</source>
        <translation>{file}의 {index}번 레이블이 {label}입니다. 레이블은 0부터 {last}까지의 정수입니다. 그림에 맞는 파일을 고르거나 고쳐 쓰세요.</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>레이블</translation>
    </message>
    <message>
        <source>Left out, because they are no readable pictures ({count}): {names}.</source>
        <translation>읽을 수 있는 그림이 아니어서 뺐습니다({count}개): {names}.</translation>
    </message>
    <message>
        <source>Left out: {ignored}.</source>
        <translation>뺀 열: {ignored}.</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>길이</translation>
    </message>
    <message>
        <source>Locate file …</source>
        <translation>파일 찾기 …</translation>
    </message>
    <message>
        <source>Logic gates</source>
        <translation>논리 게이트</translation>
    </message>
    <message>
        <source>Look at the samples</source>
        <translation>표본 보기</translation>
    </message>
    <message>
        <source>Looking for {dataset}</source>
        <translation>{dataset} 찾는 중</translation>
    </message>
    <message>
        <source>MNIST</source>
        <translation>MNIST</translation>
    </message>
    <message>
        <source>MNIST is not on this computer yet. Download it once ({size} MB); the sample of 2,000 digits needs no download.</source>
        <translation>MNIST가 아직 이 컴퓨터에 없습니다. 한 번 내려받으세요({size} MB). 숫자 2,000개짜리 표본은 내려받지 않아도 됩니다.</translation>
    </message>
    <message>
        <source>MNIST sample</source>
        <translation>MNIST 표본</translation>
    </message>
    <message>
        <source>Mean 0 and variance 1.</source>
        <translation>평균 0, 분산 1.</translation>
    </message>
    <message>
        <source>Missing values</source>
        <translation>빠진 값</translation>
    </message>
    <message>
        <source>NAND</source>
        <translation>NAND</translation>
    </message>
    <message>
        <source>New data</source>
        <translation>새 데이터</translation>
    </message>
    <message>
        <source>New feature</source>
        <translation>새 특성</translation>
    </message>
    <message>
        <source>No file or folder is chosen yet. Choose one.</source>
        <translation>파일이나 폴더를 아직 고르지 않았습니다. 하나 고르세요.</translation>
    </message>
    <message>
        <source>Noise (%)</source>
        <translation>잡음 (%)</translation>
    </message>
    <message>
        <source>None of the {count} pictures in {folder} can be read: {names}. Choose another folder.</source>
        <translation>{folder}에 있는 그림 {count}개를 하나도 읽을 수 없습니다: {names}. 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Normalisation</source>
        <translation>정규화</translation>
    </message>
    <message>
        <source>NumPy arrays</source>
        <translation>NumPy 배열</translation>
    </message>
    <message>
        <source>Numbers to predict</source>
        <translation>예측할 수</translation>
    </message>
    <message>
        <source>Numbers, columns, + - * / ^ and functions such as sin, cos, exp, log, sqrt, abs. Write x1 x2 or x1*x2. Put names with spaces into quotation marks.</source>
        <translation>수, 열, + - * / ^ 와 sin, cos, exp, log, sqrt, abs 같은 함수를 씁니다. x1 x2 또는 x1*x2처럼 씁니다. 빈칸이 있는 이름은 따옴표로 묶습니다.</translation>
    </message>
    <message>
        <source>OR</source>
        <translation>OR</translation>
    </message>
    <message>
        <source>Of the first {count} rows:</source>
        <translation>처음 {count}행 가운데:</translation>
    </message>
    <message>
        <source>One feature at least must stay. Tick another one first.</source>
        <translation>특성이 하나는 남아야 합니다. 다른 것을 먼저 고르세요.</translation>
    </message>
    <message>
        <source>Open without the data</source>
        <translation>데이터 없이 열기</translation>
    </message>
    <message>
        <source>Painted points</source>
        <translation>찍은 점</translation>
    </message>
    <message>
        <source>Painted points need two coordinates and a target each, not {x} and {y} numbers.</source>
        <translation>찍은 점마다 좌표 두 개와 목표 하나가 있어야 합니다. 수 {x}개와 {y}개로는 안 됩니다.</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>구분</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>주기</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>Pictures and labels in the files of MNIST and its relatives.</source>
        <translation>MNIST와 같은 형식의 파일에 든 그림과 레이블.</translation>
    </message>
    <message>
        <source>Pixels of every picture; others are resized.</source>
        <translation>모든 그림의 픽셀 수. 다른 크기는 맞춥니다.</translation>
    </message>
    <message>
        <source>Plan of the columns</source>
        <translation>열의 계획</translation>
    </message>
    <message>
        <source>Plane</source>
        <translation>평면</translation>
    </message>
    <message>
        <source>Points in classes</source>
        <translation>클래스로 나뉜 점</translation>
    </message>
    <message>
        <source>Points that you paint into the plane yourself.</source>
        <translation>평면에 직접 찍는 점들.</translation>
    </message>
    <message>
        <source>Polynomial</source>
        <translation>다항식</translation>
    </message>
    <message>
        <source>Predicts the class {target} from {inputs}.</source>
        <translation>입력 {inputs}에서 클래스({target})를 예측합니다.</translation>
    </message>
    <message>
        <source>Predicts the number {target} from {inputs}.</source>
        <translation>입력 {inputs}에서 수({target})를 예측합니다.</translation>
    </message>
    <message>
        <source>Preparing the samples</source>
        <translation>표본 준비 중</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>다시 읽기</translation>
    </message>
    <message>
        <source>Read the files anew, as they are now.</source>
        <translation>파일을 지금 모습대로 다시 읽습니다.</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>읽는 방법</translation>
    </message>
    <message>
        <source>Reading pictures in {folder}</source>
        <translation>{folder}의 그림 읽는 중</translation>
    </message>
    <message>
        <source>Reading the data again …</source>
        <translation>데이터를 다시 읽는 중 …</translation>
    </message>
    <message>
        <source>Reading the data …</source>
        <translation>데이터를 읽는 중 …</translation>
    </message>
    <message>
        <source>Reading was cancelled. The data is what it was.</source>
        <translation>읽기를 취소했습니다. 데이터는 그대로입니다.</translation>
    </message>
    <message>
        <source>Reading {array} of {file}</source>
        <translation>{file}의 {array} 읽는 중</translation>
    </message>
    <message>
        <source>Reading {file}</source>
        <translation>{file} 읽는 중</translation>
    </message>
    <message>
        <source>Regression: the network will predict the number {target}.</source>
        <translation>회귀: 신경망이 수를 예측합니다. 목표: {target}.</translation>
    </message>
    <message>
        <source>Rings</source>
        <translation>고리</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>역할</translation>
    </message>
    <message>
        <source>Rows of {count} values were taken for pictures of {side} x {side}.</source>
        <translation>값 {count}개짜리 행을 {side} x {side} 그림으로 보았습니다.</translation>
    </message>
    <message>
        <source>Sample {number}, {part}: {column} {target}</source>
        <translation>표본 {number}, {part}: {column} {target}</translation>
    </message>
    <message>
        <source>Sample {row} of {file} has the value {value} at place {column}. Samples must be finite numbers: remove or replace it.</source>
        <translation>{file}의 {row}번 표본에서 {column}번째 값이 {value}입니다. 표본은 유한한 수여야 합니다. 빼거나 다른 값으로 바꾸세요.</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>표본 수</translation>
    </message>
    <message>
        <source>Samples of {array} in {file} have the size {size}; of three axes, the last or the first must be 1, 3 or 4 colours.</source>
        <translation>{file}의 {array}: 표본 크기가 {size}입니다. 축이 셋이면 마지막이나 첫째 축이 색 1개, 3개, 4개여야 합니다.</translation>
    </message>
    <message>
        <source>Say where the file is now. Nothing else changes.</source>
        <translation>파일이 지금 어디 있는지 알려 줍니다. 다른 것은 바뀌지 않습니다.</translation>
    </message>
    <message>
        <source>Series in time</source>
        <translation>시계열</translation>
    </message>
    <message>
        <source>Sine</source>
        <translation>사인</translation>
    </message>
    <message>
        <source>Sine in time</source>
        <translation>시간에 따른 사인</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>출처</translation>
    </message>
    <message>
        <source>Spiral</source>
        <translation>나선</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>나누는 방법</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>계단</translation>
    </message>
    <message>
        <source>Stop reading. The data stays what it is.</source>
        <translation>읽기를 멈춥니다. 데이터는 그대로입니다.</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>보폭</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>표</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>표</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>목표</translation>
    </message>
    <message>
        <source>Target {index} of {file} is {value}. Targets must be finite numbers: remove or replace it.</source>
        <translation>{file}의 {index}번 목표가 {value}입니다. 목표는 유한한 수여야 합니다. 빼거나 다른 값으로 바꾸세요.</translation>
    </message>
    <message>
        <source>Test set beside it</source>
        <translation>옆에 있는 시험 집합</translation>
    </message>
    <message>
        <source>Test share</source>
        <translation>시험 비율</translation>
    </message>
    <message>
        <source>The IDX file with the labels. Left empty, it is found by its name beside the pictures.</source>
        <translation>레이블이 든 IDX 파일. 비워 두면 그림 옆에서 이름으로 찾습니다.</translation>
    </message>
    <message>
        <source>The array {array} in {file} has the shape {shape} and the type {type}; samples are at least one row with at least one number each.</source>
        <translation>{file}의 배열 {array}: 형태가 {shape}, 자료형이 {type}입니다. 표본은 수가 하나 이상 든 행으로 하나 이상 있어야 합니다.</translation>
    </message>
    <message>
        <source>The array {array} in {file} has the shape {shape}; it needs one target for each sample. Of one-hot rows take argmax(axis=1).</source>
        <translation>{file}의 배열 {array}: 형태가 {shape}입니다. 표본마다 목표가 하나씩 있어야 합니다. 원-핫 행이라면 argmax(axis=1)을 쓰세요.</translation>
    </message>
    <message>
        <source>The array {array} in {file} has {axes} axes; at most {most} are read.</source>
        <translation>{file}의 배열 {array}: 축이 {axes}개입니다. {most}개까지 읽습니다.</translation>
    </message>
    <message>
        <source>The array {array} in {file} holds Python objects. They could run anything when they are read and are refused: save numbers, for example {array}.astype(&apos;float32&apos;).</source>
        <translation>{file}의 배열 {array}에 Python 객체가 들어 있습니다. 읽을 때 무엇이든 실행할 수 있어 받지 않습니다. {array}.astype(&apos;float32&apos;)처럼 수로 저장하세요.</translation>
    </message>
    <message>
        <source>The array {array} in {file} is of type {type}; whole numbers, real numbers up to 64 bits, booleans and short texts are read. Convert it and save it again.</source>
        <translation>{file}의 배열 {array}: 자료형이 {type}입니다. 정수, 64비트까지의 실수, 불리언, 짧은 글을 읽습니다. 자료형을 바꿔 다시 저장하세요.</translation>
    </message>
    <message>
        <source>The array {array} in {file} should have {promised} bytes for {shape} values of type {type}, and has {there}. The file is damaged: get it again.</source>
        <translation>{file}의 배열 {array}: 자료형이 {type}인 값 {shape}에는 {promised}바이트가 있어야 하는데 {there}바이트입니다. 파일이 손상되었으니 다시 받으세요.</translation>
    </message>
    <message>
        <source>The data could not be read: {reason}. Choose other data.</source>
        <translation>데이터를 읽지 못했습니다: {reason}. 다른 데이터를 고르세요.</translation>
    </message>
    <message>
        <source>The data file {file} is not there any more. Say where it is now, or choose other data.</source>
        <translation>{file}: 데이터 파일이 더는 그 자리에 없습니다. 지금 어디 있는지 알려 주거나 다른 데이터를 고르세요.</translation>
    </message>
    <message>
        <source>The data has no sample of class {names}.</source>
        <translation>데이터에 표본이 없는 클래스: {names}.</translation>
    </message>
    <message>
        <source>The data is here again. The run goes on where it stood.</source>
        <translation>데이터를 다시 찾았습니다. 실행은 멈춘 곳에서 이어집니다.</translation>
    </message>
    <message>
        <source>The feature {text} has no finite value for sample {number} ({sample}). Change the expression, or take that sample out.</source>
        <translation>{text} 특성은 표본 {number}({sample})에서 유한한 값이 없습니다. 식을 바꾸거나 그 표본을 빼세요.</translation>
    </message>
    <message>
        <source>The feature {text} is there twice. Take one out.</source>
        <translation>{text} 특성이 두 번 있습니다. 하나를 빼세요.</translation>
    </message>
    <message>
        <source>The folder {file} is not as it was when this project was made: names or sizes of files in it are others. Say where the former one is now, or choose this one anew.</source>
        <translation>{file} 폴더가 이 프로젝트를 만들 때와 다릅니다. 안에 든 파일의 이름이나 크기가 바뀌었습니다. 그때의 폴더가 지금 어디 있는지 알려 주거나 이 폴더를 새로 고르세요.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be read: {reason}. Change its permissions, or choose a copy.</source>
        <translation>{folder} 폴더를 읽을 수 없습니다: {reason}. 권한을 바꾸거나 사본을 고르세요.</translation>
    </message>
    <message>
        <source>The highest power of x. The curve turns once less often.</source>
        <translation>x의 가장 높은 거듭제곱. 곡선은 그보다 한 번 적게 꺾입니다.</translation>
    </message>
    <message>
        <source>The inputs stay as they are.</source>
        <translation>입력을 그대로 둡니다.</translation>
    </message>
    <message>
        <source>The last samples in the order of the data, so that nothing is learned from the future.</source>
        <translation>데이터의 차례대로 마지막 표본을 떼어, 미래에서 배우는 것이 없게 합니다.</translation>
    </message>
    <message>
        <source>The network goes on with this data until the new is there: {source}.</source>
        <translation>새 데이터가 준비될 때까지 신경망이 계속 쓰는 데이터: {source}.</translation>
    </message>
    <message>
        <source>The pictures of {images} have the size {size}, and those of the test set {test} have {other}. Choose to leave the test set out, or move it elsewhere.</source>
        <translation>{images}의 그림 크기는 {size}, 시험 집합 {test}의 그림 크기는 {other}입니다. 시험 집합을 빼도록 고르거나 다른 곳으로 옮기세요.</translation>
    </message>
    <message>
        <source>The samples of this project are not at hand.</source>
        <translation>이 프로젝트의 표본이 지금 없습니다.</translation>
    </message>
    <message>
        <source>The samples that the network learns (표본, 데이터), before features and normalisation.</source>
        <translation>신경망이 배우는 표본(데이터)으로, 특성을 만들고 정규화하기 전의 모습입니다.</translation>
    </message>
    <message>
        <source>The share of the samples that is held out to check the network on what it has not seen.</source>
        <translation>신경망이 본 적 없는 데이터로 확인하려고 따로 떼어 두는 표본의 비율입니다.</translation>
    </message>
    <message>
        <source>The share of the samples that is kept for a last test, unless the data has test samples of its own.</source>
        <translation>마지막 시험을 위해 남겨 두는 표본의 비율입니다. 데이터에 시험 표본이 따로 있으면 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>The smallest value becomes 0, the largest 1.</source>
        <translation>가장 작은 값이 0, 가장 큰 값이 1이 됩니다.</translation>
    </message>
    <message>
        <source>The target is the sum of the coordinates, divided by 10.</source>
        <translation>목표는 좌표의 합을 10으로 나눈 값입니다.</translation>
    </message>
    <message>
        <source>The target {target} has {count} classes: {classes}.</source>
        <translation>목표 {target}: 클래스 {count}개 ({classes}).</translation>
    </message>
    <message>
        <source>The target {target} is a number.</source>
        <translation>목표 {target}: 수.</translation>
    </message>
    <message>
        <source>The test pictures in {folder} have classes that the training pictures do not have: {names}. Name the folders alike.</source>
        <translation>{folder}의 시험용 그림에 학습용 그림에는 없는 클래스가 있습니다: {names}. 폴더 이름을 같게 하세요.</translation>
    </message>
    <message>
        <source>The values of the pictures go from {low} to {high}; they were divided by 255.</source>
        <translation>그림의 값이 {low}부터 {high}까지여서 255로 나누었습니다.</translation>
    </message>
    <message>
        <source>The values of the pictures in {file} go from {low} to {high}; a picture has values from 0 to 1 or from 0 to 255. Scale them before they are saved.</source>
        <translation>{file}의 그림 값이 {low}부터 {high}까지입니다. 그림의 값은 0부터 1까지이거나 0부터 255까지입니다. 값의 범위를 맞춘 다음 저장하세요.</translation>
    </message>
    <message>
        <source>There can be {limit} features of {length} characters each. Take fewer or shorter ones.</source>
        <translation>특성은 {limit}개까지, 하나에 {length}글자까지 쓸 수 있습니다. 수를 줄이거나 더 짧게 쓰세요.</translation>
    </message>
    <message>
        <source>There can be {limit} painted points, not {count}. Erase some.</source>
        <translation>점은 {limit}개까지 찍을 수 있는데 {count}개입니다. 몇 개를 지우세요.</translation>
    </message>
    <message>
        <source>There is no data source named {name}. There are: {known}.</source>
        <translation>{name}: 그런 데이터 출처는 없습니다. 있는 것: {known}.</translation>
    </message>
    <message>
        <source>There is no file with the labels beside {file}, such as {names}. Choose it as labels.</source>
        <translation>{file} 옆에 {names} 같은 레이블 파일이 없습니다. 레이블에서 파일을 직접 고르세요.</translation>
    </message>
    <message>
        <source>There is no file {path}. It may have been moved or renamed: choose it again.</source>
        <translation>{path} 파일이 없습니다. 옮겼거나 이름을 바꾼 듯합니다. 다시 고르세요.</translation>
    </message>
    <message>
        <source>There is no folder {folder}. It may have been moved or renamed: choose it again.</source>
        <translation>{folder} 폴더가 없습니다. 옮겼거나 이름을 바꾼 듯합니다. 다시 고르세요.</translation>
    </message>
    <message>
        <source>There is no training sample of class {names}, so the network cannot learn it. Hold out fewer samples, or change the split or the data seed.</source>
        <translation>학습 표본이 없어 신경망이 배울 수 없는 클래스: {names}. 떼어 두는 표본을 줄이거나, 나누는 방법이나 데이터 시드를 바꾸세요.</translation>
    </message>
    <message>
        <source>There is no validation sample of class {names}: the validation results say nothing about it.</source>
        <translation>검증 표본이 없는 클래스: {names}. 검증 결과로는 이 클래스에 대해 아무것도 알 수 없습니다.</translation>
    </message>
    <message>
        <source>There is not enough memory for this data. Choose fewer columns, or other data.</source>
        <translation>이 데이터를 담을 메모리가 모자랍니다. 열을 줄이거나 다른 데이터를 고르세요.</translation>
    </message>
    <message>
        <source>These features of the former data were given up: {features}.</source>
        <translation>이전 데이터에 쓰던 특성을 뺐습니다: {features}.</translation>
    </message>
    <message>
        <source>Three hills and three hollows in turn, on a flat ground of 0.</source>
        <translation>높이가 0인 평지에 언덕 셋과 골짜기 셋이 번갈아 있습니다.</translation>
    </message>
    <message>
        <source>Three numbers for a pixel (red, green, blue) instead of one (grey).</source>
        <translation>픽셀마다 수 하나(회색) 대신 셋(빨강, 초록, 파랑).</translation>
    </message>
    <message>
        <source>Ticked: what the network gets of every sample.</source>
        <translation>표시한 것: 표본마다 신경망이 받는 값입니다.</translation>
    </message>
    <message>
        <source>Two Gaussians</source>
        <translation>두 가우스 분포</translation>
    </message>
    <message>
        <source>Two blobs</source>
        <translation>두 덩어리</translation>
    </message>
    <message>
        <source>Two columns</source>
        <translation>두 열</translation>
    </message>
    <message>
        <source>Two half circles that reach into each other.</source>
        <translation>서로 파고드는 반원 두 개.</translation>
    </message>
    <message>
        <source>Two moons</source>
        <translation>두 개의 달</translation>
    </message>
    <message>
        <source>Use this file</source>
        <translation>이 파일 쓰기</translation>
    </message>
    <message>
        <source>Validation and test share cannot be {validation} and {test}: together they take at most {limit}.</source>
        <translation>검증 비율과 시험 비율은 {validation}, {test}일 수 없습니다. 둘을 더해 {limit} 이하여야 합니다.</translation>
    </message>
    <message>
        <source>Validation share</source>
        <translation>검증 비율</translation>
    </message>
    <message>
        <source>View of the samples</source>
        <translation>표본을 보는 방법</translation>
    </message>
    <message>
        <source>What is noted of the samples cannot be right: {what}.</source>
        <translation>표본에 대해 적힌 내용이 맞을 수 없습니다: {what}.</translation>
    </message>
    <message>
        <source>What the network is to learn.</source>
        <translation>신경망이 배울 데이터입니다.</translation>
    </message>
    <message>
        <source>Where is {name} now?</source>
        <translation>{name} 파일은 지금 어디에 있나요?</translation>
    </message>
    <message>
        <source>Whether every point is of a class, or has a number to predict.</source>
        <translation>점마다 클래스가 있는지, 예측할 수가 있는지.</translation>
    </message>
    <message>
        <source>Whether t10k-images beside train-images is read as test samples.</source>
        <translation>학습용 train-images 옆의 t10k-images를 시험 표본으로 읽을지 정합니다.</translation>
    </message>
    <message>
        <source>Which column is predicted, from which others, and how the file is read.</source>
        <translation>어느 열을 어느 열들로 예측하고 파일을 어떻게 읽을지 정합니다.</translation>
    </message>
    <message>
        <source>Which samples are shown</source>
        <translation>보여 줄 표본</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>너비</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>창</translation>
    </message>
    <message>
        <source>Windows overlap, so samples held out at random are nearly known from training. Hold out the last samples.</source>
        <translation>창이 겹치므로 무작위로 떼어 둔 표본은 학습에서 이미 거의 본 것입니다. 마지막 표본을 떼어 두세요.</translation>
    </message>
    <message>
        <source>Without its data the project has its network, weights and history, and the steps of its run that were kept. It cannot be trained.</source>
        <translation>데이터가 없어도 신경망, 가중치, 기록과 저장된 스텝은 그대로이지만, 실행을 이어서 학습할 수는 없습니다.</translation>
    </message>
    <message>
        <source>XNOR</source>
        <translation>XNOR</translation>
    </message>
    <message>
        <source>XOR</source>
        <translation>XOR</translation>
    </message>
    <message>
        <source>XOR cloud</source>
        <translation>XOR 구름</translation>
    </message>
    <message>
        <source>Your own points</source>
        <translation>직접 찍은 점</translation>
    </message>
    <message>
        <source>a class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>a normalisation by numbers that are too many, too few, infinite or 0</source>
        <translation>정규화에 쓰는 수가 너무 많거나 적거나 무한대이거나 0임</translation>
    </message>
    <message>
        <source>a normalisation that the recipe does not ask for, or none although it does</source>
        <translation>레시피에서 요구하지 않은 정규화가 있거나, 요구한 정규화가 없음</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>수</translation>
    </message>
    <message>
        <source>all samples</source>
        <translation>모든 표본</translation>
    </message>
    <message>
        <source>categories</source>
        <translation>범주</translation>
    </message>
    <message>
        <source>classes of the same name, or a single one</source>
        <translation>이름이 같은 클래스가 있거나 클래스가 하나뿐임</translation>
    </message>
    <message>
        <source>columns without a name, of the same name, none or too many</source>
        <translation>이름이 없거나 이름이 같은 열이 있거나, 열이 없거나 너무 많음</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>상수</translation>
    </message>
    <message>
        <source>drop the row</source>
        <translation>행 빼기</translation>
    </message>
    <message>
        <source>input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>it answers {status} {reason}</source>
        <translation>응답이 {status} {reason}입니다</translation>
    </message>
    <message>
        <source>it broke off</source>
        <translation>도중에 끊겼습니다</translation>
    </message>
    <message>
        <source>it broke off after {there} of {size} bytes</source>
        <translation>{size}바이트 중 {there}바이트에서 끊겼습니다</translation>
    </message>
    <message>
        <source>it does not answer</source>
        <translation>응답이 없습니다</translation>
    </message>
    <message>
        <source>it ends where a value is missing</source>
        <translation>값이 없이 끝납니다</translation>
    </message>
    <message>
        <source>it ends, but {wanted} is missing</source>
        <translation>{wanted} 없이 끝납니다</translation>
    </message>
    <message>
        <source>it leads in a circle</source>
        <translation>주소가 돌고 돕니다</translation>
    </message>
    <message>
        <source>it nests too deeply</source>
        <translation>너무 깊이 겹쳤습니다</translation>
    </message>
    <message>
        <source>it sends too slowly</source>
        <translation>보내는 속도가 너무 느립니다</translation>
    </message>
    <message>
        <source>it sent more than the {size} bytes</source>
        <translation>{size}바이트보다 많이 보냈습니다</translation>
    </message>
    <message>
        <source>it sent other contents</source>
        <translation>다른 내용을 보냈습니다</translation>
    </message>
    <message>
        <source>last samples</source>
        <translation>마지막 표본</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>뺌</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>평균</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>수</translation>
    </message>
    <message>
        <source>one column each</source>
        <translation>원-핫(범주마다 열 하나)</translation>
    </message>
    <message>
        <source>pictures that do not have a column for each pixel</source>
        <translation>그림에 픽셀마다 열이 하나씩 있지 않음</translation>
    </message>
    <message>
        <source>random</source>
        <translation>무작위</translation>
    </message>
    <message>
        <source>random, as PyTorch</source>
        <translation>무작위(PyTorch 방식)</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>표본</translation>
    </message>
    <message>
        <source>standard</source>
        <translation>표준화</translation>
    </message>
    <message>
        <source>stratified</source>
        <translation>층화</translation>
    </message>
    <message>
        <source>target</source>
        <translation>목표</translation>
    </message>
    <message>
        <source>test</source>
        <translation>시험</translation>
    </message>
    <message>
        <source>test (diamonds)</source>
        <translation>시험(마름모)</translation>
    </message>
    <message>
        <source>their number</source>
        <translation>번호로</translation>
    </message>
    <message>
        <source>there is no column {name}. There are: {columns}</source>
        <translation>{name} 열이 없습니다. 있는 열: {columns}</translation>
    </message>
    <message>
        <source>there is no connection</source>
        <translation>연결되지 않습니다</translation>
    </message>
    <message>
        <source>training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>예/아니요</translation>
    </message>
    <message>
        <source>{count} samples</source>
        <translation>표본 {count}개</translation>
    </message>
    <message>
        <source>{feature} is ticked already.</source>
        <translation>{feature} 특성은 이미 골랐습니다.</translation>
    </message>
    <message>
        <source>{file} begins with the bytes {found} and an IDX file with 00 00, then one of {types}, then the number of axes. Choose a file such as train-images-idx3-ubyte.gz.</source>
        <translation>{file}: 첫 바이트가 {found}입니다. IDX 파일은 00 00으로 시작하고, 그다음이 {types} 중 하나, 그다음이 축의 수입니다. 학습용 train-images-idx3-ubyte.gz 같은 파일을 고르세요.</translation>
    </message>
    <message>
        <source>{file} cannot be written to {folder}: {reason}. {size} bytes of space and the right to write there are needed; finished files are kept.</source>
        <translation>{file}: {folder}에 쓸 수 없습니다: {reason}. 빈 공간 {size}바이트와 쓰기 권한이 있어야 합니다. 다 받은 파일은 그대로 있습니다.</translation>
    </message>
    <message>
        <source>{file} changed while it was being read: it had {before} bytes and now has {after}, or other contents. Read it again when nothing writes to it.</source>
        <translation>{file}: 읽는 동안 바뀌었습니다. 처음 {before}바이트에서 지금은 {after}바이트이거나 내용이 다릅니다. 파일에 쓰는 것이 없을 때 다시 읽으세요.</translation>
    </message>
    <message>
        <source>{file} could not be downloaded ({faults}). Check the connection to the internet and try again; finished files are kept.</source>
        <translation>{file} 파일을 내려받지 못했습니다({faults}). 인터넷 연결을 확인하고 다시 해 보세요. 다 받은 파일은 그대로 있습니다.</translation>
    </message>
    <message>
        <source>{file} ends at byte {end}, within a header of {wanted} bytes. It is cut off: get it again.</source>
        <translation>{file}: 헤더 {wanted}바이트가 끝나기 전 {end}번째 바이트에서 파일이 끝납니다. 잘린 파일이니 다시 받으세요.</translation>
    </message>
    <message>
        <source>{file} goes on after byte {end}, where its header ({shape}) says that it ends. It is damaged or not an IDX file: get it again.</source>
        <translation>{file}: 헤더({shape})대로라면 {end}번째 바이트에서 끝나야 하지만 더 이어집니다. 손상되었거나 IDX 파일이 아니니 다시 받으세요.</translation>
    </message>
    <message>
        <source>{file} has changed. The copy in this project is used as it was.</source>
        <translation>{file} 파일이 바뀌었습니다. 이 프로젝트에 든 사본을 그대로 씁니다.</translation>
    </message>
    <message>
        <source>{file} has the shape {shape}; pictures have samples, height and width, and at least 1 of each. Choose a file such as train-images-idx3-ubyte.gz.</source>
        <translation>{file}: 형태가 {shape}입니다. 그림은 표본, 높이, 너비의 세 축이 모두 1 이상입니다. 학습용 train-images-idx3-ubyte.gz 같은 파일을 고르세요.</translation>
    </message>
    <message>
        <source>{file} has {axes} axes and the type {type}; labels are a single row of whole numbers. Choose a file such as train-labels-idx1-ubyte.gz.</source>
        <translation>{file}: 축이 {axes}개, 자료형이 {type}입니다. 레이블은 정수 한 줄입니다. 학습용 train-labels-idx1-ubyte.gz 같은 파일을 고르세요.</translation>
    </message>
    <message>
        <source>{file} has {axes} axes at byte 3; 1 to {most} are read. Choose another file.</source>
        <translation>{file}: 3번 바이트에 적힌 축이 {axes}개입니다. 1개에서 {most}개까지 읽습니다. 다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>{file} has {count} classes; at most {most} are taken. Choose what has fewer.</source>
        <translation>{file}: 클래스가 {count}개입니다. {most}개까지 쓸 수 있습니다. 클래스가 더 적은 것을 고르세요.</translation>
    </message>
    <message>
        <source>{file} holds no labels. Choose a file with samples.</source>
        <translation>{file}: 레이블이 없습니다. 표본이 든 파일을 고르세요.</translation>
    </message>
    <message>
        <source>{file} holds {count} files; at most {most} are read. Keep only the arrays.</source>
        <translation>{file}: 파일이 {count}개 들어 있습니다. {most}개까지 읽습니다. 배열만 남기세요.</translation>
    </message>
    <message>
        <source>{file} is a damaged gzip file before byte {offset}: {reason}. It is cut off or changed: get it again.</source>
        <translation>{file}: {offset}번째 바이트 앞에서 gzip 파일이 손상되었습니다: {reason}. 잘렸거나 바뀐 파일이니 다시 받으세요.</translation>
    </message>
    <message>
        <source>{file} is a device or a pipe and not an ordinary file. Choose a file on a disk.</source>
        <translation>{file}: 보통 파일이 아니라 장치나 파이프입니다. 디스크에 있는 파일을 고르세요.</translation>
    </message>
    <message>
        <source>{file} is a folder and not a file. Choose a file.</source>
        <translation>{file}: 파일이 아니라 폴더입니다. 파일을 고르세요.</translation>
    </message>
    <message>
        <source>{file} is empty. An IDX file begins with 00 00 08.</source>
        <translation>{file}: 비어 있습니다. IDX 파일은 00 00 08로 시작합니다.</translation>
    </message>
    <message>
        <source>{file} is empty. Save arrays in it with numpy.savez.</source>
        <translation>{file}: 비어 있습니다. numpy.savez로 배열을 저장하세요.</translation>
    </message>
    <message>
        <source>{file} is no readable .npz file: {reason}. Save the arrays again with numpy.savez_compressed.</source>
        <translation>{file}: 읽을 수 있는 .npz 파일이 아닙니다: {reason}. numpy.savez_compressed로 배열을 다시 저장하세요.</translation>
    </message>
    <message>
        <source>{file} is not the data file that this project was made with: that one had {size} bytes and another content. Say where that one is now, or choose this one anew.</source>
        <translation>{file}: 이 프로젝트를 만든 데이터 파일이 아닙니다. 그 파일은 {size}바이트였고 내용도 달랐습니다. 그 파일이 지금 어디 있는지 알려 주거나 이 파일을 새로 고르세요.</translation>
    </message>
    <message>
        <source>{file} is too short: its header ({shape}) promises {promised} bytes of data, and there are at most {there}. It is cut off or damaged: get it again.</source>
        <translation>{file}: 너무 짧습니다. 헤더({shape})대로라면 데이터가 {promised}바이트여야 하는데 많아야 {there}바이트입니다. 잘렸거나 손상된 파일이니 다시 받으세요.</translation>
    </message>
    <message>
        <source>{file} promises {values} numbers, and no more than {limit} are read. Take a part of the data.</source>
        <translation>{file}: 수가 {values}개 들어 있다고 적혀 있지만 {limit}개까지만 읽습니다. 데이터의 일부만 쓰세요.</translation>
    </message>
    <message>
        <source>{first}; {second}</source>
        <translation>{first}; {second}</translation>
    </message>
    <message>
        <source>{folder} has no folders with pictures in them. Choose a folder that holds a folder for each class, with .png, .jpg, .bmp or .gif files.</source>
        <translation>{folder}: 그림이 든 폴더가 없습니다. 클래스마다 .png, .jpg, .bmp, .gif 파일이 든 폴더가 하나씩 있는 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>{folder} holds {count} pictures; at most {most} are read. Choose a part of it.</source>
        <translation>{folder}: 그림이 {count}개 있습니다. {most}개까지 읽습니다. 일부만 고르세요.</translation>
    </message>
    <message>
        <source>{folder} is a file and not a folder. Choose a folder that holds a folder for each class.</source>
        <translation>{folder}: 폴더가 아니라 파일입니다. 클래스마다 폴더가 하나씩 있는 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>{found} cannot stand here</source>
        <translation>여기에는 올 수 없는 것이 있습니다: {found}</translation>
    </message>
    <message>
        <source>{host}: {what}</source>
        <translation>{host}: {what}</translation>
    </message>
    <message>
        <source>{images} has {n_images} pictures and {labels} has {n_labels} labels. Choose files that belong together.</source>
        <translation>{images}의 그림은 {n_images}개, {labels}의 레이블은 {n_labels}개입니다. 서로 맞는 파일을 고르세요.</translation>
    </message>
    <message>
        <source>{member} in {file} is no array of numpy: its header is not understood at byte {offset}. Save the arrays again with numpy.savez_compressed.</source>
        <translation>{file}의 {member}: {offset}번째 바이트의 헤더를 이해할 수 없어 numpy 배열이 아닙니다. numpy.savez_compressed로 배열을 다시 저장하세요.</translation>
    </message>
    <message>
        <source>{member} in {file} is packed in a way that numpy does not write (method {method}). Save the arrays again with numpy.savez_compressed.</source>
        <translation>{file}의 {member}: numpy가 쓰지 않는 방식(방식 {method})으로 압축되었습니다. numpy.savez_compressed로 배열을 다시 저장하세요.</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} 외 {count}개</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}. Check the disk, or choose a copy.</source>
        <translation>{path} 파일을 읽을 수 없습니다: {reason}. 디스크를 확인하거나 사본을 고르세요.</translation>
    </message>
    <message>
        <source>{path} may not be read: permission denied. Change its permissions, or choose a copy.</source>
        <translation>{path} 파일을 읽을 권한이 없습니다. 권한을 바꾸거나 사본을 고르세요.</translation>
    </message>
    <message>
        <source>{percent} % of {total} samples is less than one sample to test with. Set the test share to 0 or raise it, or take more samples.</source>
        <translation>표본 {total}개의 {percent} %는 시험 표본 한 개도 되지 않습니다. 시험 비율을 0으로 하거나 높이거나, 표본을 늘리세요.</translation>
    </message>
    <message>
        <source>{percent} % of {total} samples is less than one sample to validate with. Set the validation share to 0 or raise it, or take more samples.</source>
        <translation>표본 {total}개의 {percent} %는 검증 표본 한 개도 되지 않습니다. 검증 비율을 0으로 하거나 높이거나, 표본을 늘리세요.</translation>
    </message>
    <message>
        <source>{shown} of {count} samples, drawn by chance</source>
        <translation>표본 {count}개 가운데 무작위로 {shown}개</translation>
    </message>
    <message>
        <source>{sign} has no meaning here</source>
        <translation>여기서 뜻이 없는 기호가 있습니다: {sign}</translation>
    </message>
    <message>
        <source>{train} training and {validation} validation samples; columns {columns}.</source>
        <translation>학습 표본 {train}개, 검증 표본 {validation}개. 열: {columns}.</translation>
    </message>
    <message>
        <source>{train} training, {validation} validation and {test} test samples; columns {columns}.</source>
        <translation>학습 표본 {train}개, 검증 표본 {validation}개, 시험 표본 {test}개. 열: {columns}.</translation>
    </message>
    <message>
        <source>{wanted} is missing before {found}</source>
        <translation>{found} 앞에 빠진 것이 있습니다: {wanted}</translation>
    </message>
</context>
<context>
    <name>diagnosis</name>
    <message>
        <source>All units of {node} are dead: since step {since} each of them gives 0 for every training sample. Nothing of the input gets through, and neither it nor any layer before it can learn any more.</source>
        <translation>{node}: 모든 유닛이 죽었습니다. 스텝 {since}부터 모든 학습 표본에 0만 냅니다. 입력이 전혀 전달되지 않아 이 층도 앞쪽 층도 더는 배울 수 없습니다.</translation>
    </message>
    <message>
        <source>Change the activation of {nodes} to {activation}</source>
        <translation>{nodes}의 활성화 함수 바꾸기: {activation}</translation>
    </message>
    <message>
        <source>Change the activation of {node} to {activation}</source>
        <translation>{node}의 활성화 함수 바꾸기: {activation}</translation>
    </message>
    <message>
        <source>Change the loss to {loss}</source>
        <translation>손실 바꾸기: {loss}</translation>
    </message>
    <message>
        <source>It expects logarithms of probabilities.</source>
        <translation>이 손실은 확률의 로그를 받습니다.</translation>
    </message>
    <message>
        <source>It expects logits, because it applies the sigmoid itself.</source>
        <translation>이 손실은 sigmoid를 스스로 적용하므로 로짓을 받습니다.</translation>
    </message>
    <message>
        <source>It expects logits, because it applies the softmax itself.</source>
        <translation>이 손실은 softmax를 스스로 적용하므로 로짓을 받습니다.</translation>
    </message>
    <message>
        <source>It expects probabilities from 0 to 1.</source>
        <translation>이 손실은 0과 1 사이의 확률을 받습니다.</translation>
    </message>
    <message>
        <source>Let {node} take all columns</source>
        <translation>{node}: 모든 열 받기</translation>
    </message>
    <message>
        <source>Make images of {image} with an Unflatten before {node}</source>
        <translation>{node} 앞에 Unflatten을 두어 {image} 이미지로 만들기</translation>
    </message>
    <message>
        <source>New start</source>
        <translation>새로 시작</translation>
    </message>
    <message>
        <source>None of the last {epochs} epochs of the perceptron learning rule was free of errors, and it will never come to rest: the data are not linearly separable, so the perceptron convergence theorem does not apply. Put a hidden layer before {node}, with sigmoid or tanh, and train it by gradient descent.</source>
        <translation>퍼셉트론 학습 규칙의 최근 에포크 {epochs}개 가운데 틀린 답이 없는 것이 하나도 없었고, 앞으로도 멈추지 않습니다. 데이터가 선형 분리 가능하지 않아서 퍼셉트론 수렴 정리가 성립하지 않기 때문입니다. {node} 앞에 sigmoid나 tanh를 쓰는 은닉층을 두고 경사 하강법으로 학습하세요.</translation>
    </message>
    <message>
        <source>Nothing between {first} and {last} is nonlinear, so {names} together can do no more than a single layer with one matrix. Give {first} an activation function such as tanh or ReLU.</source>
        <translation>{first}에서 {last}까지 비선형인 것이 없어서, {names} 모두 합쳐도 행렬이 하나인 층과 같습니다. {first}에 tanh나 ReLU 같은 활성화 함수를 쓰세요.</translation>
    </message>
    <message>
        <source>Put a Dense layer of {units} units before {node}</source>
        <translation>{node} 앞에 유닛 {units}개의 Dense 층 넣기</translation>
    </message>
    <message>
        <source>Put a Flatten and a Dense layer of {units} units before {node}</source>
        <translation>{node} 앞에 Flatten과 유닛 {units}개의 Dense 층 넣기</translation>
    </message>
    <message>
        <source>Put {activation} before {node}</source>
        <translation>{node} 앞에 {activation} 넣기</translation>
    </message>
    <message>
        <source>Put {activation} in the place of {node}</source>
        <translation>{node} 자리에 {activation} 넣기</translation>
    </message>
    <message>
        <source>Reset with a learning rate of {rate}</source>
        <translation>처음으로 되돌리고 학습률 낮추기: {rate}</translation>
    </message>
    <message>
        <source>Reset with a weight decay of {decay}</source>
        <translation>처음으로 되돌리고 가중치 감쇠 쓰기: {decay}</translation>
    </message>
    <message>
        <source>Set the units of {node} to 1 and its activation to {activation}</source>
        <translation>{node}의 유닛 수를 1로, 활성화 함수를 다음으로 바꾸기: {activation}</translation>
    </message>
    <message>
        <source>Set the units of {node} to {units}</source>
        <translation>{node}의 유닛 수 바꾸기: {units}</translation>
    </message>
    <message>
        <source>Set {node} to {image}</source>
        <translation>{node}의 크기를 다음으로 바꾸기: {image}</translation>
    </message>
    <message>
        <source>Take {node} out</source>
        <translation>{node} 빼기</translation>
    </message>
    <message>
        <source>The canvas is empty. Drag an Input onto it to begin.</source>
        <translation>캔버스가 비어 있습니다. 입력 노드를 끌어다 놓고 시작하세요.</translation>
    </message>
    <message>
        <source>The gradient broke first at {node}: it is beyond what a number can hold, though what the layers give is not.</source>
        <translation>기울기가 처음 깨진 곳은 {node}입니다. 층들의 출력은 멀쩡하지만 기울기가 수로 나타낼 수 있는 범위를 넘었습니다.</translation>
    </message>
    <message>
        <source>The gradient explodes: its norm at {node} is {gradient}, so that a step throws the weights far off. Lower the learning rate, or scale the data to about -1 to 1.</source>
        <translation>기울기 폭발: {node}의 기울기 크기가 {gradient}이어서 한 스텝에 가중치가 멀리 튕겨 나갑니다. 학습률을 낮추거나 데이터를 -1에서 1 정도로 맞추세요.</translation>
    </message>
    <message>
        <source>The gradient vanishes on its way to the input: of what pulls at {last} only {share} % arrives at {node}, so that it hardly learns.</source>
        <translation>기울기 소실: {last}에 걸리는 기울기 가운데 {share}%만 {node}까지 전해져서 거의 배우지 못합니다.</translation>
    </message>
    <message>
        <source>The loss has climbed from {low} to {loss} instead of falling. The learning rate of {rate} is probably too large.</source>
        <translation>손실이 줄지 않고 {low}에서 {loss}까지 올라갔습니다. 지금의 학습률({rate})이 너무 큰 듯합니다.</translation>
    </message>
    <message>
        <source>The loss is parked at {loss}, far above the {chance} that always giving the same answer would cost. The learning rate of {rate} has probably thrown the weights too far.</source>
        <translation>손실이 {loss}에 머물러 있습니다. 늘 같은 답만 낼 때의 손실 {chance}보다 훨씬 큽니다. 학습률 {rate} 때문에 가중치가 너무 멀리 튕겨 나간 듯합니다.</translation>
    </message>
    <message>
        <source>The loss leaps up and down between {low} and {high} instead of falling. The learning rate of {rate} is probably too large.</source>
        <translation>손실이 줄지 않고 {low}에서 {high} 사이를 오르내립니다. 지금의 학습률({rate})이 너무 큰 듯합니다.</translation>
    </message>
    <message>
        <source>The loss rests at {loss}. Without a hidden layer that bends, the network can only divide the data by a straight line, and these probably need more. Put a hidden layer before {node}.</source>
        <translation>손실이 {loss}에서 더 줄지 않습니다. 비선형 은닉층이 없으면 직선 하나로만 데이터를 나눌 수 있는데, 이 데이터에는 부족한 듯합니다. {node} 앞에 은닉층을 두세요.</translation>
    </message>
    <message>
        <source>The loss rests at {loss}. Without a hidden layer the network can only draw one straight line, and no straight line parts XOR: more training does not help. Put a hidden layer before {node}.</source>
        <translation>손실이 {loss}에서 더 줄지 않습니다. 은닉층이 없으면 직선 하나만 그을 수 있고, XOR을 나누는 직선은 없습니다. 더 학습해도 소용없으니 {node} 앞에 은닉층을 두세요.</translation>
    </message>
    <message>
        <source>The loss rests at {loss}: this start is stuck. With two hidden units that happens to XOR from many first weights, and more steps hardly ever help. Try a new start.</source>
        <translation>손실이 {loss}에서 더 줄지 않습니다. 이번 시작은 막혔습니다. 은닉 유닛이 둘이면 XOR에서는 초기 가중치에 따라 자주 있는 일이고, 스텝을 더 밟아도 거의 소용없습니다. 새로 시작해 보세요.</translation>
    </message>
    <message>
        <source>The loss rests at {loss}; always giving the same answer would cost {chance}. This start is probably stuck, or the network too small for the data. Try a new start, or more units.</source>
        <translation>손실이 {loss}에서 더 줄지 않습니다. 늘 같은 답만 낼 때의 손실은 {chance}입니다. 이번 시작이 막혔거나, 데이터에 비해 신경망이 작은 듯합니다. 새로 시작하거나 유닛을 늘려 보세요.</translation>
    </message>
    <message>
        <source>The network does not see these columns of the data ({unused} of {count}): {names}.</source>
        <translation>신경망이 보지 못하는 데이터 열이 있습니다({count}개 중 {unused}개): {names}.</translation>
    </message>
    <message>
        <source>The network learns the training samples by heart: since epoch {epoch} the validation loss has risen from {low} to {now}, while the training loss fell to {train}. Use weight decay, fewer units or more data.</source>
        <translation>신경망이 학습 표본을 외우고 있습니다(과적합). 에포크 {epoch}부터 검증 손실은 {low}에서 {now}까지 올랐고 학습 손실은 {train}까지 줄었습니다. 가중치 감쇠를 쓰거나, 유닛을 줄이거나, 데이터를 늘리세요.</translation>
    </message>
    <message>
        <source>The numbers broke first in {node}: what it gives holds NaN or infinity, and so does everything behind it.</source>
        <translation>수가 처음 깨진 곳은 {node}입니다. 출력에 NaN이나 무한대가 있고, 그 뒤도 모두 그렇습니다.</translation>
    </message>
    <message>
        <source>The perceptron learning rule trains a single layer of step units right before {node}, and this network is another one.</source>
        <translation>퍼셉트론 학습 규칙은 {node} 바로 앞에 있는 계단 유닛 한 층만 학습합니다. 이 신경망은 그렇지 않습니다.</translation>
    </message>
    <message>
        <source>There is no Input node, so no data can enter. Add one.</source>
        <translation>입력 노드가 없어서 데이터가 들어올 수 없습니다. 입력 노드를 추가하세요.</translation>
    </message>
    <message>
        <source>There is no Output node. Add one and wire the last layer to it.</source>
        <translation>출력 노드가 없습니다. 출력 노드를 추가하고 마지막 층을 연결하세요.</translation>
    </message>
    <message>
        <source>There is nothing to learn: no layer with weights leads to {node}. Add a Dense layer.</source>
        <translation>배울 것이 없습니다. 가중치가 있는 층이 {node}까지 이어지지 않습니다. Dense 층을 추가하세요.</translation>
    </message>
    <message>
        <source>Train by gradient descent (SGD)</source>
        <translation>경사 하강법(SGD)으로 학습하기</translation>
    </message>
    <message>
        <source>Train by the perceptron learning rule</source>
        <translation>퍼셉트론 학습 규칙으로 학습하기</translation>
    </message>
    <message>
        <source>Unit {dead} of {node} is dead: since step {since} it gives 0 for every training sample, so that no gradient reaches its weights.</source>
        <translation>{node}: 유닛 {dead}번이 죽었습니다. 스텝 {since}부터 모든 학습 표본에 0만 내서 가중치에 기울기가 닿지 않습니다.</translation>
    </message>
    <message>
        <source>{count} of the {units} units of {node} are dead ({dead}): since step {since} they give 0 for every training sample, so that no gradient reaches their weights.</source>
        <translation>{node}: 유닛 {units}개 중 {count}개가 죽었습니다({dead}번). 스텝 {since}부터 모든 학습 표본에 0만 내서 가중치에 기울기가 닿지 않습니다.</translation>
    </message>
    <message>
        <source>{count} of the {units} units of {node} are saturated: their {activation} is flat for nearly every sample, so they hardly learn.</source>
        <translation>{node}: 유닛 {units}개 중 {count}개가 포화되었습니다. 거의 모든 표본에서 {activation}의 평평한 곳에 있어 거의 배우지 못합니다.</translation>
    </message>
    <message>
        <source>{node} does not lead to the output, so it is left out of training.</source>
        <translation>{node}: 출력으로 이어지지 않아 학습에서 빠집니다.</translation>
    </message>
    <message>
        <source>{node} ends in {activation}, which cannot give every number, but the target of the data is a number.</source>
        <translation>{node}: 마지막의 {activation} 출력은 모든 수를 낼 수 없지만 데이터의 목표는 수입니다.</translation>
    </message>
    <message>
        <source>{node} ends in {activation}, which does not fit the loss {loss}. {advice}</source>
        <translation>{node}: 마지막의 {activation} 출력이 손실 {loss}에 맞지 않습니다. {advice}</translation>
    </message>
    <message>
        <source>{node} ends in {activation}, whose values are never above 0, but {loss} wants 1 for the right class.</source>
        <translation>{node}: 마지막 {activation}의 값은 0보다 클 수 없는데, 손실 {loss}에서는 맞는 클래스의 값이 1이어야 합니다.</translation>
    </message>
    <message>
        <source>{node} gets one unit for each of the two classes, so the target becomes one-hot. One unit is usual with {loss}: above the threshold it means class 1.</source>
        <translation>{node}: 두 클래스마다 유닛이 하나씩 들어와 목표가 원-핫이 됩니다. {loss}에는 유닛 하나가 보통이며, 임곗값보다 크면 클래스 1을 뜻합니다.</translation>
    </message>
    <message>
        <source>{node} gives the same for every input, because {activation} over a single unit does not depend on it: layers before it cannot learn. Use a sigmoid.</source>
        <translation>{node}: 유닛이 하나면 {activation} 값은 입력과 상관없이 늘 같습니다. 앞쪽 층이 배울 수 없으니 sigmoid를 쓰세요.</translation>
    </message>
    <message>
        <source>{node} gives {shape}, and its {activation} makes the {count} values along the first axis compete instead of the {units} units. Put a Flatten before {dense}.</source>
        <translation>{node}: 출력 형태가 {shape}이어서 {activation}에서 유닛 {units}개가 아니라 첫째 축의 값 {count}개가 서로 겨룹니다. {dense} 앞에 Flatten을 넣으세요.</translation>
    </message>
    <message>
        <source>{node} has no wire into its input. Draw one from the layer before it.</source>
        <translation>{node}: 입력에 연결선이 없습니다. 앞쪽 층에서 연결선을 그리세요.</translation>
    </message>
    <message>
        <source>{node} is a gate with a step, whose gradient is zero everywhere: it works as it is, but its own weights and all layers before it cannot learn by gradients.</source>
        <translation>{node} 게이트는 어디서나 기울기가 0인 계단 함수를 씁니다. 지금 그대로 작동하지만, 자신의 가중치와 그 앞의 모든 층은 기울기로 배울 수 없습니다.</translation>
    </message>
    <message>
        <source>{node} is a second Output. A network is trained on one: delete one of them.</source>
        <translation>{node}: 두 번째 출력 노드입니다. 신경망은 출력 하나로 학습하므로 하나를 삭제하세요.</translation>
    </message>
    <message>
        <source>{node} stands right before the loss {loss}: what it leaves is scaled up in training and means something else then.</source>
        <translation>{node}: 손실 {loss} 바로 앞에 있습니다. 남는 값이 학습할 때 커져서 다른 뜻이 됩니다.</translation>
    </message>
    <message>
        <source>{node} uses a step, whose gradient is zero everywhere: its own weights and all layers before it cannot learn. Use a sigmoid, or set the weights by hand.</source>
        <translation>{node}: 계단 함수는 기울기가 어디서나 0이어서 이 층의 가중치와 앞쪽 층이 모두 배울 수 없습니다. sigmoid를 쓰거나 가중치를 직접 정하세요.</translation>
    </message>
    <message>
        <source>{node} uses {activation} inside the network: its units compete, so that one of them pushes the others aside and little of the input reaches the next layer. Use tanh or ReLU there.</source>
        <translation>{node}: 신경망 안쪽에서 {activation} 함수를 쓰면 유닛들이 서로 겨루어 하나가 나머지를 밀어내고, 다음 층에는 입력이 거의 전해지지 않습니다. 여기에는 tanh나 ReLU를 쓰세요.</translation>
    </message>
</context>
<context>
    <name>dock</name>
    <message>
        <source>Accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>활성화 함수</translation>
    </message>
    <message>
        <source>Calculation</source>
        <translation>계산</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>Decision region</source>
        <translation>결정 영역</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>속성</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>층</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>레슨</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>표본</translation>
    </message>
    <message>
        <source>Time line</source>
        <translation>시간선</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습 설정</translation>
    </message>
    <message>
        <source>Training controls</source>
        <translation>학습 도구 모음</translation>
    </message>
    <message>
        <source>Truth table</source>
        <translation>진리표</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>가중치</translation>
    </message>
</context>
<context>
    <name>document</name>
    <message>
        <source>New start</source>
        <translation>새로 시작</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>처음으로</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>제목 없음</translation>
    </message>
</context>
<context>
    <name>evaluation</name>
    <message>
        <source>Asking the network</source>
        <translation>신경망에 묻는 중</translation>
    </message>
</context>
<context>
    <name>explain</name>
    <message>
        <source>A sample and its target are numbers, not {value}.</source>
        <translation>표본과 목표는 수여야 합니다: {value}.</translation>
    </message>
    <message>
        <source>A sample has one number for each column of the data ({names}). Columns: {columns}, numbers given: {count}.</source>
        <translation>표본에는 데이터의 열마다 수가 하나씩 있어야 합니다({names}). 열: {columns}개, 주어진 수: {count}개.</translation>
    </message>
    <message>
        <source>The sample holds a number that is too large, NaN or infinite. Give finite numbers.</source>
        <translation>표본에 너무 큰 수, NaN 또는 무한대가 있습니다. 유한한 수를 입력하세요.</translation>
    </message>
    <message>
        <source>The target cannot be NaN or infinite. Give a finite number.</source>
        <translation>목표는 NaN이나 무한대일 수 없습니다. 유한한 수를 입력하세요.</translation>
    </message>
    <message>
        <source>The target is a class, a whole number from 0 to {last}, not {value}.</source>
        <translation>목표는 클래스로, 0부터 {last}까지의 정수여야 합니다. 지금 값: {value}.</translation>
    </message>
    <message>
        <source>The target is one number, but {count} were given.</source>
        <translation>목표는 수 하나인데 {count}개가 들어왔습니다.</translation>
    </message>
    <message>
        <source>The target of several units takes numbers from 0 to 1.</source>
        <translation>유닛이 여럿일 때 목표는 0부터 1까지의 수입니다.</translation>
    </message>
    <message>
        <source>{node} gets {values}: numbers on the way to it have become NaN or infinite, so there is no loss. Reset the run, or undo what made them so large.</source>
        <translation>{node}에 {values} 값이 들어옵니다. 그 앞에서 수가 NaN이나 무한대가 되어 손실을 구할 수 없습니다. 실행을 초기화하거나, 수를 그렇게 크게 만든 변경을 되돌리세요.</translation>
    </message>
    <message>
        <source>{node} with {loss} takes probabilities from 0 to 1, but the network gives {values}. Put a sigmoid before it.</source>
        <translation>{node}: {loss} 손실은 0부터 1까지의 확률을 받지만 신경망의 출력은 {values}입니다. 앞에 시그모이드를 두세요.</translation>
    </message>
</context>
<context>
    <name>files</name>
    <message>
        <source>All files</source>
        <translation>모든 파일</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>나중에 결정</translation>
    </message>
    <message>
        <source>Delete the copy</source>
        <translation>사본 삭제</translation>
    </message>
    <message>
        <source>Do not save</source>
        <translation>저장 안 함</translation>
    </message>
    <message>
        <source>Layerloom did not end properly last time and kept a copy of unsaved work, of {time}. Recover it, or delete the copy? It can also wait until the next start.</source>
        <translation>Layerloom이 지난번에 정상적으로 끝나지 않아 저장하지 않은 작업의 사본({time})을 남겼습니다. 복구할까요, 아니면 사본을 삭제할까요? 다음에 시작할 때 결정해도 됩니다.</translation>
    </message>
    <message>
        <source>Layerloom project</source>
        <translation>Layerloom 프로젝트</translation>
    </message>
    <message>
        <source>No copies of unsaved work can be kept in {folder}: {reason}. Save it often.</source>
        <translation>저장하지 않은 작업의 사본을 남길 수 없습니다. {folder}: {reason}. 자주 저장하세요.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Opened {file}</source>
        <translation>{file} 열림</translation>
    </message>
    <message>
        <source>Opening the example …</source>
        <translation>예제 여는 중…</translation>
    </message>
    <message>
        <source>Opening {file} …</source>
        <translation>{file} 여는 중…</translation>
    </message>
    <message>
        <source>Press Space to train.</source>
        <translation>Space를 누르면 학습합니다.</translation>
    </message>
    <message>
        <source>Projects and data</source>
        <translation>프로젝트와 데이터</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>복구</translation>
    </message>
    <message>
        <source>Recover unsaved work</source>
        <translation>저장하지 않은 작업 복구</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>다른 이름으로 저장</translation>
    </message>
    <message>
        <source>Save the changes to {file}?</source>
        <translation>{file}의 변경 내용을 저장할까요?</translation>
    </message>
    <message>
        <source>Save {file} with what it has learned?</source>
        <translation>{file}에 배운 것까지 저장할까요?</translation>
    </message>
    <message>
        <source>Saved {file}</source>
        <translation>{file} 저장됨</translation>
    </message>
    <message>
        <source>Saving {file} …</source>
        <translation>{file} 저장 중…</translation>
    </message>
    <message>
        <source>The file could not be written: {reason}. Save under another name.</source>
        <translation>파일을 쓰지 못했습니다: {reason}. 다른 이름으로 저장하세요.</translation>
    </message>
    <message>
        <source>The project could not be opened</source>
        <translation>프로젝트를 열 수 없음</translation>
    </message>
    <message>
        <source>The unsaved work is here again. Save it before you open another file.</source>
        <translation>저장하지 않은 작업을 복구했습니다. 다른 파일을 열기 전에 저장하세요.</translation>
    </message>
    <message>
        <source>Training is paused. Save {file} with what it has learned?</source>
        <translation>학습을 일시 정지했습니다. {file}에 배운 것까지 저장할까요?</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>저장하지 않은 변경 내용</translation>
    </message>
    <message>
        <source>network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>{file} could not be opened</source>
        <translation>{file}: 열 수 없음</translation>
    </message>
    <message>
        <source>{file} could not be saved</source>
        <translation>{file}: 저장할 수 없음</translation>
    </message>
</context>
<context>
    <name>form</name>
    <message>
        <source>Back to the default</source>
        <translation>기본값으로</translation>
    </message>
    <message>
        <source>Back to the default: {value}</source>
        <translation>기본값으로: {value}</translation>
    </message>
    <message>
        <source>Browse for {setting}</source>
        <translation>{setting} 찾아보기</translation>
    </message>
    <message>
        <source>Browse …</source>
        <translation>찾아보기 …</translation>
    </message>
    <message>
        <source>Default: {value}.</source>
        <translation>기본값: {value}.</translation>
    </message>
    <message>
        <source>Drop a file here, or browse</source>
        <translation>파일을 여기에 놓거나 찾아보세요</translation>
    </message>
    <message>
        <source>Reset {setting}</source>
        <translation>{setting} 기본값으로</translation>
    </message>
    <message>
        <source>Takes {allowed}.</source>
        <translation>쓸 수 있는 값: {allowed}.</translation>
    </message>
    <message>
        <source>The data has no column of this name.</source>
        <translation>데이터에 이런 이름의 열이 없습니다.</translation>
    </message>
    <message>
        <source>all</source>
        <translation>모두</translation>
    </message>
    <message>
        <source>off</source>
        <translation>끔</translation>
    </message>
    <message>
        <source>on</source>
        <translation>켬</translation>
    </message>
</context>
<context>
    <name>formula</name>
    <message>
        <source>Activation of unit {unit} of {node}</source>
        <translation>{node}, 유닛 {unit}의 활성화</translation>
    </message>
    <message>
        <source>Added up: how the loss changes with output {unit} of {node}</source>
        <translation>모두 더하기: {node}의 출력 {unit}에 대한 손실의 기울기</translation>
    </message>
    <message>
        <source>All weighted sums of {node} at once, with the shapes</source>
        <translation>{node}의 모든 가중합을 한 번에, 형태와 함께</translation>
    </message>
    <message>
        <source>How the loss changes with input {unit} of {node}</source>
        <translation>{node}의 입력 {unit}에 대한 손실의 기울기</translation>
    </message>
    <message>
        <source>How the loss changes with one parameter of {node}</source>
        <translation>{node}의 파라미터 하나에 대한 손실의 기울기</translation>
    </message>
    <message>
        <source>How the loss changes with the weighted sum of unit {unit} of {node}</source>
        <translation>{node}, 유닛 {unit}의 가중합에 대한 손실의 기울기</translation>
    </message>
    <message>
        <source>How the loss changes with unit {unit} of the output</source>
        <translation>출력의 유닛 {unit}에 대한 손실의 기울기</translation>
    </message>
    <message>
        <source>Momentum: what the last steps leave over, and the divided gradient</source>
        <translation>모멘텀: 지난 스텝에서 남은 값과 나눈 기울기</translation>
    </message>
    <message>
        <source>Momentum: what the last steps leave over, and the gradient</source>
        <translation>모멘텀: 지난 스텝에서 남은 값과 기울기</translation>
    </message>
    <message>
        <source>Nesterov: one step ahead along the momentum</source>
        <translation>네스테로프: 모멘텀을 따라 한 스텝 앞</translation>
    </message>
    <message>
        <source>Slope of the activation of unit {unit} of {node}</source>
        <translation>{node}, 유닛 {unit}의 활성화 함수 기울기</translation>
    </message>
    <message>
        <source>The gradient with weight decay</source>
        <translation>가중치 감쇠를 더한 기울기</translation>
    </message>
    <message>
        <source>The learning rate of this step</source>
        <translation>이 스텝의 학습률</translation>
    </message>
    <message>
        <source>The loss: {loss}</source>
        <translation>손실: {loss}</translation>
    </message>
    <message>
        <source>The mean of the gradients</source>
        <translation>기울기의 평균</translation>
    </message>
    <message>
        <source>The mean of the squared gradients</source>
        <translation>기울기 제곱의 평균</translation>
    </message>
    <message>
        <source>The mean of their squares</source>
        <translation>기울기 제곱의 평균</translation>
    </message>
    <message>
        <source>The mean without the pull of its start at 0</source>
        <translation>0에서 시작한 치우침을 없앤 평균</translation>
    </message>
    <message>
        <source>The new value in {node} after one step</source>
        <translation>한 스텝 뒤 {node}의 새 값</translation>
    </message>
    <message>
        <source>The new value in {node} by the perceptron rule</source>
        <translation>퍼셉트론 규칙에 따른 {node}의 새 값</translation>
    </message>
    <message>
        <source>The squares without the pull of their start at 0</source>
        <translation>0에서 시작한 치우침을 없앤 제곱의 평균</translation>
    </message>
    <message>
        <source>The sum of all squared gradients</source>
        <translation>지금까지의 기울기 제곱의 합</translation>
    </message>
    <message>
        <source>Through {sink} back to output {unit} of {node}</source>
        <translation>{sink}에서 거슬러 {node}의 {unit}번 출력까지</translation>
    </message>
    <message>
        <source>Value {unit} of {node}</source>
        <translation>{node}의 값 {unit}</translation>
    </message>
    <message>
        <source>Weight decay, beside the gradient</source>
        <translation>기울기와 따로 적용하는 가중치 감쇠</translation>
    </message>
    <message>
        <source>Weighted sum of unit {unit} of {node}</source>
        <translation>{node}, 유닛 {unit}의 가중합</translation>
    </message>
</context>
<context>
    <name>gesture</name>
    <message>
        <source>Add a layer; on a wire, insert it there</source>
        <translation>층을 추가합니다. 연결선 위에 놓으면 그 사이에 끼워 넣습니다</translation>
    </message>
    <message>
        <source>Alt+End</source>
        <translation>Alt+End</translation>
    </message>
    <message>
        <source>Alt+Enter</source>
        <translation>Alt+Enter</translation>
    </message>
    <message>
        <source>Alt+Left, Alt+Right</source>
        <translation>Alt+왼쪽, Alt+오른쪽</translation>
    </message>
    <message>
        <source>Alt+P</source>
        <translation>Alt+P</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>화살표 키</translation>
    </message>
    <message>
        <source>C, then arrows and Enter</source>
        <translation>C, 그다음 화살표 키와 Enter</translation>
    </message>
    <message>
        <source>Click a weight or a bias</source>
        <translation>가중치나 편향 클릭</translation>
    </message>
    <message>
        <source>Ctrl and wheel</source>
        <translation>Ctrl과 휠</translation>
    </message>
    <message>
        <source>Double-click the canvas, or Tab</source>
        <translation>캔버스 두 번 클릭, 또는 Tab</translation>
    </message>
    <message>
        <source>Drag from a port</source>
        <translation>포트에서 끌기</translation>
    </message>
    <message>
        <source>Drag from the palette</source>
        <translation>팔레트에서 끌기</translation>
    </message>
    <message>
        <source>Drag the empty canvas</source>
        <translation>빈 캔버스 끌기</translation>
    </message>
    <message>
        <source>Draw a wire with the keyboard</source>
        <translation>키보드로 연결선을 그립니다</translation>
    </message>
    <message>
        <source>Draw a wire; on the empty canvas, add a layer behind it</source>
        <translation>연결선을 그립니다. 빈 캔버스에 놓으면 그 뒤에 층을 추가합니다</translation>
    </message>
    <message>
        <source>Escape</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Give up the gesture under way</source>
        <translation>하던 동작을 그만둡니다</translation>
    </message>
    <message>
        <source>Middle button</source>
        <translation>가운데 버튼</translation>
    </message>
    <message>
        <source>Move the selected nodes</source>
        <translation>선택한 노드를 옮깁니다</translation>
    </message>
    <message>
        <source>P in the decision region</source>
        <translation>결정 영역에서 P</translation>
    </message>
    <message>
        <source>Paint samples: drag, or erase with the right button; 0 to 9 and E choose</source>
        <translation>표본 찍기: 끌어서 찍고 오른쪽 버튼으로 지웁니다. 0~9와 E로 고릅니다</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>화면을 옮깁니다</translation>
    </message>
    <message>
        <source>Select with a rubber band</source>
        <translation>사각형으로 감싸 선택합니다</translation>
    </message>
    <message>
        <source>Show its units and weights; point at them to read them</source>
        <translation>유닛과 가중치를 펼쳐 보기. 가리키면 값을 읽습니다</translation>
    </message>
    <message>
        <source>Time line: one step back, or forward</source>
        <translation>시간선: 한 스텝 뒤로, 또는 앞으로</translation>
    </message>
    <message>
        <source>Time line: play the run, or stop playing</source>
        <translation>시간선: 실행 재생, 또는 멈춤</translation>
    </message>
    <message>
        <source>Time line: show the run as it is now</source>
        <translation>시간선: 지금의 실행 보기</translation>
    </message>
    <message>
        <source>Time line: train on from the step that is shown</source>
        <translation>시간선: 보이는 스텝부터 이어서 학습</translation>
    </message>
    <message>
        <source>Type another value</source>
        <translation>다른 값 입력</translation>
    </message>
    <message>
        <source>Type the name of a layer to add</source>
        <translation>추가할 층의 이름을 입력합니다</translation>
    </message>
    <message>
        <source>Zoom in on a layer, or its arrow</source>
        <translation>층을 가까이 확대하거나 층의 화살표 클릭</translation>
    </message>
    <message>
        <source>Zoom under the cursor</source>
        <translation>커서가 있는 곳을 확대하거나 축소합니다</translation>
    </message>
</context>
<context>
    <name>graph</name>
    <message>
        <source>A node needs a name.</source>
        <translation>노드에는 이름이 있어야 합니다.</translation>
    </message>
    <message>
        <source>Another node is already called {name}.</source>
        <translation>{name}: 다른 노드가 이미 쓰는 이름입니다.</translation>
    </message>
    <message>
        <source>The drawing has changed since, so this step no longer fits it.</source>
        <translation>그사이 그림이 바뀌어 이 단계를 적용할 수 없습니다.</translation>
    </message>
    <message>
        <source>The input of {sink} already comes from {other}. Delete that wire first, or merge both with Add.</source>
        <translation>{sink}: 입력이 이미 {other}에서 옵니다. 먼저 그 연결선을 삭제하거나, 더하기로 둘을 합치세요.</translation>
    </message>
    <message>
        <source>There is no layer of the kind {kind}.</source>
        <translation>{kind}: 그런 종류의 층은 없습니다.</translation>
    </message>
    <message>
        <source>There is no node number {id}.</source>
        <translation>{id}번 노드가 없습니다.</translation>
    </message>
    <message>
        <source>There is no such wire.</source>
        <translation>그런 연결선은 없습니다.</translation>
    </message>
    <message>
        <source>Two nodes are called {name}.</source>
        <translation>{name}: 이름이 같은 노드가 둘 있습니다.</translation>
    </message>
    <message>
        <source>{node} cannot feed itself.</source>
        <translation>{node}: 자기 자신에게 연결할 수 없습니다.</translation>
    </message>
    <message>
        <source>{node} has no input to draw a wire to.</source>
        <translation>{node}: 연결선을 받을 입력이 없습니다.</translation>
    </message>
    <message>
        <source>{node} has no output to draw a wire from.</source>
        <translation>{node}: 연결선을 시작할 출력이 없습니다.</translation>
    </message>
    <message>
        <source>{node} has settings that its kind does not have.</source>
        <translation>{node}: 이 종류에 없는 설정이 있습니다.</translation>
    </message>
    <message>
        <source>{node} is of the kind {kind}, which this version does not know.</source>
        <translation>{node}: 이 버전이 모르는 종류입니다 ({kind}).</translation>
    </message>
    <message>
        <source>{source} already feeds {sink}.</source>
        <translation>{source} → {sink}: 이미 연결되어 있습니다.</translation>
    </message>
    <message>
        <source>{source} to {sink} would close a cycle: {sink} already leads to {source}.</source>
        <translation>{source} → {sink}: 순환이 생깁니다. 이미 {sink}에서 {source}까지 이어져 있습니다.</translation>
    </message>
</context>
<context>
    <name>help</name>
    <message>
        <source>About Layerloom</source>
        <translation>Layerloom 정보</translation>
    </message>
    <message>
        <source>Keys and mouse</source>
        <translation>키와 마우스</translation>
    </message>
</context>
<context>
    <name>importing</name>
    <message>
        <source>Layer {number} has {units} units; at most {limit} can be drawn.</source>
        <translation>{number}번째 층의 유닛이 {units}개입니다. {limit}개까지 그릴 수 있습니다.</translation>
    </message>
    <message>
        <source>There is no activation named {name}. There are: {known}.</source>
        <translation>이름이 {name}인 활성화 함수는 없습니다. 있는 것: {known}.</translation>
    </message>
    <message>
        <source>a key {key} is no text</source>
        <translation>글이 아닌 키가 있습니다: {key}</translation>
    </message>
    <message>
        <source>a mark is missing</source>
        <translation>있어야 할 표시(MARK)가 없습니다</translation>
    </message>
    <message>
        <source>a name is no text</source>
        <translation>글이 아닌 이름이 있습니다</translation>
    </message>
    <message>
        <source>a persistent object</source>
        <translation>영속 객체</translation>
    </message>
    <message>
        <source>a whole number does not fit into 64 bits</source>
        <translation>64비트에 들어가지 않는 정수가 있습니다</translation>
    </message>
    <message>
        <source>an array has fields or arrays in its elements</source>
        <translation>배열의 원소에 필드나 배열이 들어 있습니다</translation>
    </message>
    <message>
        <source>an array has no proper shape</source>
        <translation>배열의 형태가 올바르지 않습니다</translation>
    </message>
    <message>
        <source>an array has no type</source>
        <translation>배열에 자료형이 없습니다</translation>
    </message>
    <message>
        <source>an array holds something else than bytes</source>
        <translation>배열에 바이트가 아닌 것이 들어 있습니다</translation>
    </message>
    <message>
        <source>an array is described in no known way</source>
        <translation>배열이 알 수 없는 방식으로 적혀 있습니다</translation>
    </message>
    <message>
        <source>an array is to become something else than a NumPy array</source>
        <translation>배열을 NumPy 배열이 아닌 것으로 만들려고 합니다</translation>
    </message>
    <message>
        <source>an array of the type {type} does not hold plain numbers</source>
        <translation>자료형이 {type}인 배열에는 일반적인 수가 들어 있지 않습니다</translation>
    </message>
    <message>
        <source>an array of {wanted} numbers of {size} bytes comes with {given} bytes</source>
        <translation>{size}바이트짜리 수 {wanted}개의 배열인데 데이터가 {given}바이트입니다</translation>
    </message>
    <message>
        <source>elements go to something else than a list</source>
        <translation>리스트가 아닌 것에 원소를 넣으려고 합니다</translation>
    </message>
    <message>
        <source>entries go to something else than a dictionary</source>
        <translation>딕셔너리가 아닌 것에 항목을 넣으려고 합니다</translation>
    </message>
    <message>
        <source>it ends or breaks ({error})</source>
        <translation>내용이 도중에 끝나거나 깨졌습니다({error})</translation>
    </message>
    <message>
        <source>it goes on after {count} instructions</source>
        <translation>명령 {count}개가 지나도 끝나지 않습니다</translation>
    </message>
    <message>
        <source>it refers to a value that it does not hold</source>
        <translation>들어 있지 않은 값을 가리킵니다</translation>
    </message>
    <message>
        <source>number {number} of the extension registry</source>
        <translation>확장 레지스트리의 {number}번</translation>
    </message>
    <message>
        <source>something else than an array is given a state</source>
        <translation>배열이 아닌 것에 상태를 주려고 합니다</translation>
    </message>
    <message>
        <source>something is called that is no name</source>
        <translation>이름이 아닌 것을 호출합니다</translation>
    </message>
    <message>
        <source>something is taken from where nothing was put</source>
        <translation>아무것도 넣지 않은 곳에서 값을 꺼내려고 합니다</translation>
    </message>
    <message>
        <source>text stands where the bytes of an array should be</source>
        <translation>배열의 바이트가 있어야 할 자리에 글이 있습니다</translation>
    </message>
    <message>
        <source>the instruction {name}</source>
        <translation>{name} 명령</translation>
    </message>
    <message>
        <source>the type of an array is described in no known way</source>
        <translation>배열의 자료형이 알 수 없는 방식으로 적혀 있습니다</translation>
    </message>
    <message>
        <source>{file} asks for {name} at byte {place}, which is refused: only dictionaries, text, numbers and NumPy arrays are taken from a pickle, because anything else could run a program. Nothing was run. Save the weights again as a dictionary of NumPy arrays.</source>
        <translation>{file}: {place}번째 바이트에서 요구한 것({name})을 거부했습니다. 다른 것은 프로그램을 실행할 수 있어 피클에서는 딕셔너리, 글, 수, NumPy 배열만 받습니다. 아무것도 실행하지 않았습니다. 가중치를 NumPy 배열의 딕셔너리로 다시 저장하세요.</translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}. Check its name and your permission.</source>
        <translation>{file}: 읽을 수 없습니다: {reason}. 파일 이름과 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>{file} has {count} layers; at most {limit} can be drawn.</source>
        <translation>{file}: 층이 {count}개입니다. {limit}개까지 그릴 수 있습니다.</translation>
    </message>
    <message>
        <source>{file} has {count} weights; at most {limit} are taken.</source>
        <translation>{file}: 가중치가 {count}개입니다. {limit}개까지 받을 수 있습니다.</translation>
    </message>
    <message>
        <source>{file} has {found}, but no {missing}. Weights are counted from W1 on.</source>
        <translation>{file}: {found} 항목은 있지만 {missing} 항목이 없습니다. 가중치 번호는 W1부터 빠짐없이 이어져야 합니다.</translation>
    </message>
    <message>
        <source>{file} holds no dictionary of arrays. Save the weights as one, such as W1, b1.</source>
        <translation>{file}: 배열의 딕셔너리가 아닙니다. 가중치를 W1, b1 같은 이름의 딕셔너리로 저장하세요.</translation>
    </message>
    <message>
        <source>{file} holds no weights. Save at least W1.</source>
        <translation>{file}: 가중치가 없습니다. 적어도 W1은 저장하세요.</translation>
    </message>
    <message>
        <source>{file} is a folder. Give the name of a pickle.</source>
        <translation>{file}: 폴더입니다. 피클 파일의 이름을 주세요.</translation>
    </message>
    <message>
        <source>{file} is larger than {limit} MiB, the most that is read. Save fewer arrays.</source>
        <translation>{file}: 읽을 수 있는 크기인 {limit} MiB보다 큽니다. 배열을 줄여 저장하세요.</translation>
    </message>
    <message>
        <source>{file} is no pickle of a dictionary of NumPy arrays: at byte {place}, {reason}. Save the weights again.</source>
        <translation>{file}: NumPy 배열의 딕셔너리를 담은 피클이 아닙니다. {place}번째 바이트: {reason}. 가중치를 다시 저장하세요.</translation>
    </message>
    <message>
        <source>{file}: it is not known what {names} is. Weights are called W1, b1, W2, b2 and so on, or layer1.weight, layer1.bias and so on.</source>
        <translation>{file}: 무엇인지 알 수 없는 이름이 있습니다: {names}. 가중치와 편향의 이름은 W1, b1, W2, b2처럼, 또는 layer1.weight, layer1.bias처럼 씁니다.</translation>
    </message>
    <message>
        <source>{file}: {bias} has the shape {shape}, but {weight}, {other}, gives {units} values.</source>
        <translation>{file}: {bias}의 형태는 {shape}이지만 {weight}({other})에서 나오는 값은 {units}개입니다.</translation>
    </message>
    <message>
        <source>{file}: {first}, {shape}, gives {given} values, but {second}, {other}, takes {taken}. Check which of the two belongs to another network.</source>
        <translation>{file}: {first}({shape})에서 나오는 값은 {given}개이지만 {second}({other})에 들어가는 값은 {taken}개입니다. 둘 중 어느 것이 다른 신경망의 것인지 확인하세요.</translation>
    </message>
    <message>
        <source>{file}: {name} has the shape {shape}; a weight has two axes, inputs and units.</source>
        <translation>{file}: {name}의 형태가 {shape}입니다. 가중치의 축은 입력과 유닛, 두 개입니다.</translation>
    </message>
    <message>
        <source>{file}: {name} holds {count} values that are NaN, infinite or beyond float32.</source>
        <translation>{file}: {name}에 NaN이거나 무한대이거나 float32를 벗어나는 값이 {count}개 있습니다.</translation>
    </message>
    <message>
        <source>{file}: {name} is no NumPy array. Keep only arrays of weights in it.</source>
        <translation>{file}: {name} 항목은 NumPy 배열이 아닙니다. 가중치 배열만 남기세요.</translation>
    </message>
    <message>
        <source>{name} is called in a way in which it is not for arrays</source>
        <translation>{name} 호출 방식이 배열에 쓰는 방식과 다릅니다</translation>
    </message>
</context>
<context>
    <name>inspector</name>
    <message>
        <source>A row for each unit, a column for each input. Double-click a number to change it.</source>
        <translation>유닛마다 행 하나, 입력마다 열 하나입니다. 수를 두 번 클릭하면 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>Biases b</source>
        <translation>편향 b</translation>
    </message>
    <message>
        <source>Filters W</source>
        <translation>필터 W</translation>
    </message>
    <message>
        <source>Input: {shape}</source>
        <translation>입력: {shape}</translation>
    </message>
    <message>
        <source>Its shapes are not known until its input is wired and fits.</source>
        <translation>입력이 연결되고 형태가 맞아야 입출력 형태를 알 수 있습니다.</translation>
    </message>
    <message>
        <source>Name of the node</source>
        <translation>노드 이름</translation>
    </message>
    <message>
        <source>Output: {shape}</source>
        <translation>출력: {shape}</translation>
    </message>
    <message>
        <source>Parameters: {count}</source>
        <translation>파라미터: {count}</translation>
    </message>
    <message>
        <source>Select a node on the canvas to see and change its settings and weights.</source>
        <translation>캔버스에서 노드를 선택하면 설정과 가중치를 보고 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>The drawing has {nodes} nodes, {wires} wires and {parameters} parameters.</source>
        <translation>그림 전체: 노드 {nodes}개, 연결선 {wires}개, 파라미터 {parameters}개.</translation>
    </message>
    <message>
        <source>The network is being built anew: set its weights once they are there.</source>
        <translation>신경망을 새로 만드는 중입니다. 다 만들어진 다음에 가중치를 바꾸세요.</translation>
    </message>
    <message>
        <source>The node&apos;s name, here, on the canvas and in exported code.</source>
        <translation>여기와 캔버스, 내보낸 코드에서 쓰는 노드의 이름입니다.</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>Weights W</source>
        <translation>가중치 W</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>편향</translation>
    </message>
    <message>
        <source>{count} × {kind}</source>
        <translation>{kind} × {count}</translation>
    </message>
    <message>
        <source>{nodes} nodes of {kinds} kinds are selected. Select nodes of one kind to change their settings together.</source>
        <translation>{kinds}종류의 노드 {nodes}개를 선택했습니다. 설정을 함께 바꾸려면 한 종류의 노드만 선택하세요.</translation>
    </message>
</context>
<context>
    <name>lessons</name>
    <message>
        <source>All lessons</source>
        <translation>모든 레슨</translation>
    </message>
    <message>
        <source>All steps are done. Well learned!</source>
        <translation>모든 단계를 마쳤습니다. 잘 배웠습니다!</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>마침</translation>
    </message>
    <message>
        <source>Each lesson ticks its steps as you do them.</source>
        <translation>레슨마다 단계를 해내면 저절로 표시됩니다.</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>레슨</translation>
    </message>
    <message>
        <source>Next lesson</source>
        <translation>다음 레슨</translation>
    </message>
    <message>
        <source>Open the example</source>
        <translation>예제 열기</translation>
    </message>
    <message>
        <source>Open the network that this lesson begins with</source>
        <translation>이 레슨이 시작하는 신경망을 엽니다</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>아직</translation>
    </message>
    <message>
        <source>You have done this lesson before. Its steps can be done once more.</source>
        <translation>이미 마친 레슨입니다. 할 일을 다시 해 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>en</source>
        <translation>ko</translation>
    </message>
</context>
<context>
    <name>loss</name>
    <message>
        <source>BCE (binary cross-entropy)</source>
        <translation>BCE (이진 교차 엔트로피)</translation>
    </message>
    <message>
        <source>BCE with logits</source>
        <translation>BCE with logits</translation>
    </message>
    <message>
        <source>Cross-entropy</source>
        <translation>교차 엔트로피</translation>
    </message>
    <message>
        <source>Huber</source>
        <translation>Huber</translation>
    </message>
    <message>
        <source>L1 (mean absolute error)</source>
        <translation>L1 (평균 절대 오차)</translation>
    </message>
    <message>
        <source>MSE (mean squared error)</source>
        <translation>MSE (평균 제곱 오차)</translation>
    </message>
    <message>
        <source>NLL (negative log-likelihood)</source>
        <translation>NLL (음의 로그 우도)</translation>
    </message>
    <message>
        <source>Regression that outliers pull less than the squared error.</source>
        <translation>제곱 오차보다 이상치에 덜 끌려가는 회귀 손실입니다.</translation>
    </message>
    <message>
        <source>Regression; also works for classes as 0 and 1, more slowly.</source>
        <translation>회귀에 씁니다. 0과 1로 나타낸 클래스에도 쓸 수 있지만 더 느립니다.</translation>
    </message>
    <message>
        <source>Squared for small errors, absolute for large ones.</source>
        <translation>작은 오차는 제곱, 큰 오차는 절댓값으로 잽니다.</translation>
    </message>
    <message>
        <source>Two classes, with the sigmoid inside the loss. Expects a logit: no activation.</source>
        <translation>클래스가 둘일 때 쓰며, sigmoid가 손실 안에 있습니다. 로짓을 받으므로 활성화 함수를 두지 마세요.</translation>
    </message>
    <message>
        <source>Two classes. Expects a probability: put a sigmoid before it.</source>
        <translation>클래스가 둘일 때 씁니다. 확률을 받으므로 앞에 sigmoid를 두세요.</translation>
    </message>
    <message>
        <source>Two or more classes, one unit each. Expects log-probabilities: put a log-softmax before it.</source>
        <translation>클래스가 둘 이상일 때 쓰며, 클래스마다 유닛이 하나입니다. 확률의 로그를 받으므로 앞에 log-softmax를 두세요.</translation>
    </message>
    <message>
        <source>Two or more classes, one unit each; the softmax is inside the loss. Expects logits: no activation.</source>
        <translation>클래스가 둘 이상일 때 쓰며, 클래스마다 유닛이 하나입니다. softmax가 손실 안에 있고 로짓을 받으므로 활성화 함수를 두지 마세요.</translation>
    </message>
</context>
<context>
    <name>lowering</name>
    <message>
        <source>There are {count} Output nodes. Keep one of {names}.</source>
        <translation>출력 노드가 {count}개 있습니다. 하나만 남기세요: {names}.</translation>
    </message>
    <message>
        <source>There is no Output node. Add one and wire the last layer to it.</source>
        <translation>출력 노드가 없습니다. 출력 노드를 추가하고 마지막 층을 연결하세요.</translation>
    </message>
    <message>
        <source>{node} has no wire into its input.</source>
        <translation>{node}: 입력에 연결선이 없습니다.</translation>
    </message>
</context>
<context>
    <name>menu</name>
    <message>
        <source>&amp;Clear this list</source>
        <translation>이 목록 비우기(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>편집(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keep the time line in the file</source>
        <translation>파일에 시간선 저장(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>언어(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Network</source>
        <translation>신경망(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>패널(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>테마(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>학습(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정대로</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>최근 파일 열기(&amp;R)</translation>
    </message>
    <message>
        <source>Save checkpoints of the run too, so that one can go back in it later</source>
        <translation>실행의 체크포인트도 저장하여 나중에 되돌아볼 수 있게 합니다</translation>
    </message>
</context>
<context>
    <name>optimizer</name>
    <message>
        <source>Adagrad</source>
        <translation>Adagrad</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>Adam with weight decay that does not pass through the gradient.</source>
        <translation>가중치 감쇠를 기울기와 따로 적용하는 Adam입니다.</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>Added to the divisor against division by zero.</source>
        <translation>0으로 나누지 않도록 분모에 더하는 값입니다.</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>알파</translation>
    </message>
    <message>
        <source>Beta 1</source>
        <translation>베타 1</translation>
    </message>
    <message>
        <source>Beta 2</source>
        <translation>베타 2</translation>
    </message>
    <message>
        <source>Divides each step by the recent size of its gradient.</source>
        <translation>스텝마다 최근 기울기의 크기로 나눕니다.</translation>
    </message>
    <message>
        <source>Divides each step by the size of all gradients so far, so that it slows down by itself.</source>
        <translation>스텝마다 지금까지의 모든 기울기 크기로 나누어 저절로 느려집니다.</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>엡실론</translation>
    </message>
    <message>
        <source>Gives each weight a step of its own from the mean and the square of its gradients.</source>
        <translation>기울기의 평균과 제곱으로 가중치마다 알맞은 보폭을 정합니다.</translation>
    </message>
    <message>
        <source>How far each step moves the weights against the gradient.</source>
        <translation>스텝마다 가중치를 기울기 반대 방향으로 얼마나 옮길지 정합니다.</translation>
    </message>
    <message>
        <source>How slowly the mean of the gradients forgets.</source>
        <translation>기울기의 평균이 옛 값을 얼마나 천천히 잊는지 정합니다.</translation>
    </message>
    <message>
        <source>How slowly the mean of the squared gradients forgets.</source>
        <translation>기울기 제곱의 평균이 옛 값을 얼마나 천천히 잊는지 정합니다.</translation>
    </message>
    <message>
        <source>How slowly the mean of their squares forgets.</source>
        <translation>기울기 제곱의 평균이 옛 값을 얼마나 천천히 잊는지 정합니다.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>Look ahead along the momentum before taking the gradient. Needs momentum above 0.</source>
        <translation>모멘텀 방향으로 먼저 가 본 곳에서 기울기를 구합니다. 모멘텀이 0보다 커야 합니다.</translation>
    </message>
    <message>
        <source>Makes the learning rate shrink with the number of steps.</source>
        <translation>스텝이 늘어날수록 학습률을 줄입니다.</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>모멘텀</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>네스테로프</translation>
    </message>
    <message>
        <source>Perceptron rule</source>
        <translation>퍼셉트론 규칙</translation>
    </message>
    <message>
        <source>Pulls every weight towards zero (L2). 0 switches it off.</source>
        <translation>모든 가중치를 0 쪽으로 당깁니다(L2). 0이면 끕니다.</translation>
    </message>
    <message>
        <source>RMSprop</source>
        <translation>RMSprop</translation>
    </message>
    <message>
        <source>Rate decay</source>
        <translation>학습률 감쇠</translation>
    </message>
    <message>
        <source>Rosenblatt&apos;s learning rule for a single layer of step units: where an answer is wrong, the weights move by the rate times the input. It does not look at the loss.</source>
        <translation>계단 유닛 한 층을 위한 로젠블랫의 학습 규칙. 답이 틀리면 가중치를 학습률 곱하기 입력만큼 옮깁니다. 손실은 보지 않습니다.</translation>
    </message>
    <message>
        <source>SGD</source>
        <translation>SGD</translation>
    </message>
    <message>
        <source>Stochastic gradient descent: straight down the gradient, with momentum if you like.</source>
        <translation>확률적 경사 하강법입니다. 기울기를 따라 곧장 내려가며, 원하면 모멘텀을 더합니다.</translation>
    </message>
    <message>
        <source>The share of the last step that the next one keeps. 0 switches it off.</source>
        <translation>지난 스텝의 움직임을 다음 스텝이 이어받는 비율입니다. 0이면 끕니다.</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>가중치 감쇠</translation>
    </message>
</context>
<context>
    <name>pad</name>
    <message>
        <source>Answer: {name}, with confidence {confidence}</source>
        <translation>답: {name}, 확신도 {confidence}</translation>
    </message>
    <message>
        <source>As in MNIST, what you draw is scaled to a box (20 of 28 pixels) and moved until its centre of mass is in the middle, so where and how large you draw does not matter.</source>
        <translation>MNIST처럼, 그린 것을 상자(28픽셀 중 20픽셀)에 맞게 키우거나 줄이고 무게 중심이 가운데에 오도록 옮깁니다. 그래서 어디에 얼마나 크게 그리는지는 상관없습니다.</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>그리기</translation>
    </message>
    <message>
        <source>Draw here</source>
        <translation>여기에 그리세요</translation>
    </message>
    <message>
        <source>Draw with the left mouse button; Delete clears the pad.</source>
        <translation>마우스 왼쪽 버튼으로 그리고, Delete로 지웁니다.</translation>
    </message>
    <message>
        <source>No answer: the output is not a number.</source>
        <translation>답 없음: 출력이 수가 아닙니다.</translation>
    </message>
    <message>
        <source>Pad to draw on</source>
        <translation>그리는 판</translation>
    </message>
    <message>
        <source>What the network sees</source>
        <translation>신경망이 보는 그림</translation>
    </message>
    <message>
        <source>What the network sees: the drawing, scaled and centred.</source>
        <translation>신경망이 보는 그림입니다. 그린 것의 크기를 맞추고 가운데로 옮겼습니다.</translation>
    </message>
</context>
<context>
    <name>paint</name>
    <message>
        <source>Click or drag in the plane to paint points.</source>
        <translation>평면을 클릭하거나 끌면 점을 찍습니다.</translation>
    </message>
    <message>
        <source>Click or drag to paint; the right button erases, the wheel zooms. Escape leaves.</source>
        <translation>클릭하거나 끌면 찍고, 오른쪽 버튼은 지우고, 휠은 확대하거나 축소합니다. Esc를 누르면 끝냅니다.</translation>
    </message>
    <message>
        <source>Erase: drag over points (E)</source>
        <translation>지우기: 점 위를 끕니다 (E)</translation>
    </message>
    <message>
        <source>One more class</source>
        <translation>클래스 하나 더</translation>
    </message>
    <message>
        <source>Paint</source>
        <translation>찍기</translation>
    </message>
    <message>
        <source>Paint points</source>
        <translation>점 찍기</translation>
    </message>
    <message>
        <source>Paint points of class {name} (key {number})</source>
        <translation>클래스 {name}의 점 찍기 ({number} 키)</translation>
    </message>
    <message>
        <source>Paint samples into the plane, or erase them (P). The network learns them at once.</source>
        <translation>평면에 표본을 찍거나 지웁니다 (P). 신경망이 곧바로 배웁니다.</translation>
    </message>
    <message>
        <source>Press P in the decision region, or its brush: then click or drag to add points. The right button erases.</source>
        <translation>결정 영역에서 P나 붓 버튼을 누른 다음, 클릭하거나 끌어서 점을 더하세요. 오른쪽 버튼은 지웁니다.</translation>
    </message>
    <message>
        <source>Take all points away</source>
        <translation>모든 점 지우기</translation>
    </message>
    <message>
        <source>Training is paused. {reason}</source>
        <translation>학습을 일시 정지했습니다. {reason}</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Value of new points</source>
        <translation>새 점의 값</translation>
    </message>
    <message>
        <source>What new points are to give.</source>
        <translation>새 점이 가질 값입니다.</translation>
    </message>
    <message>
        <source>What the network should answer at the points that you paint.</source>
        <translation>찍는 점에서 신경망이 내야 할 답입니다.</translation>
    </message>
</context>
<context>
    <name>palette</name>
    <message>
        <source>Layers to draw with</source>
        <translation>그릴 수 있는 층</translation>
    </message>
    <message>
        <source>Nothing is called “{query}”.</source>
        <translation>찾을 수 없습니다: “{query}”</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>검색</translation>
    </message>
    <message>
        <source>Search the layers</source>
        <translation>층 검색</translation>
    </message>
    <message>
        <source>Type a name in English or Korean; Enter puts the best match on the canvas.</source>
        <translation>영어나 한국어로 이름을 입력하세요. Enter를 누르면 가장 알맞은 것이 캔버스에 놓입니다.</translation>
    </message>
</context>
<context>
    <name>plots</name>
    <message>
        <source>Accuracy counts samples whose class is right. The target {target} is a number, not a class: see how the loss falls.</source>
        <translation>정확도는 클래스를 맞힌 표본을 셉니다. 목표 {target}: 클래스가 아니라 수이므로, 손실이 줄어드는 것을 보세요.</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>활성화 함수</translation>
    </message>
    <message>
        <source>An activation function (활성화 함수) and its derivative, by which errors pass back.
The bars show where its inputs lie now, for samples the network learns from. Where it is flat (coloured), gradients vanish (기울기 소실).
Select a node, or pick any function from the list. Drag and turn the wheel to look closer.</source>
        <translation>활성화 함수와, 오차가 거슬러 지나갈 때 쓰이는 그 도함수입니다.
막대는 학습에 쓰는 표본에서 함수의 입력이 지금 어디에 있는지 보여 줍니다. 평평한 곳(색칠한 곳)에서는 기울기가 소실됩니다.
노드를 선택하거나 목록에서 함수를 고르세요. 끌거나 휠을 돌리면 자세히 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>CSV 표 (*.csv)</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>곡선</translation>
    </message>
    <message>
        <source>Dead or saturated units</source>
        <translation>죽었거나 포화된 유닛</translation>
    </message>
    <message>
        <source>Decision region</source>
        <translation>결정 영역</translation>
    </message>
    <message>
        <source>Draw the loss on a logarithmic axis, to see small losses apart.</source>
        <translation>작은 손실도 구분할 수 있도록 손실을 로그 축에 그립니다.</translation>
    </message>
    <message>
        <source>Export the plot</source>
        <translation>그래프 내보내기</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>맞춤</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>로그 축</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>지표</translation>
    </message>
    <message>
        <source>Overflow</source>
        <translation>오버플로</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG 그림 (*.png)</translation>
    </message>
    <message>
        <source>PyTorch is being loaded; it computes the curves.</source>
        <translation>곡선을 계산하는 PyTorch를 불러오는 중입니다.</translation>
    </message>
    <message>
        <source>SVG drawing (*.svg)</source>
        <translation>SVG 그림 (*.svg)</translation>
    </message>
    <message>
        <source>Save this plot as a picture or as numbers.</source>
        <translation>이 그래프를 그림이나 수로 저장합니다.</translation>
    </message>
    <message>
        <source>Saved {path}.</source>
        <translation>저장했습니다: {path}</translation>
    </message>
    <message>
        <source>Show all inputs again, and keep doing so.</source>
        <translation>모든 입력이 다시 보이게 하고, 계속 그렇게 유지합니다.</translation>
    </message>
    <message>
        <source>Show all samples again.</source>
        <translation>모든 표본을 다시 보여 줍니다.</translation>
    </message>
    <message>
        <source>Show the whole curves again, and keep doing so.</source>
        <translation>곡선 전체를 다시 보여 주고, 계속 그렇게 합니다.</translation>
    </message>
    <message>
        <source>The accuracy after each epoch: the share of samples whose class the network gets right.
Validation is measured on samples the network does not learn from.
Drag and turn the wheel to look closer.</source>
        <translation>에포크마다 잰 정확도(accuracy)로, 신경망이 클래스를 맞힌 표본의 비율입니다.
검증 정확도는 신경망이 배우지 않는 표본으로 잽니다.
끌거나 휠을 돌리면 더 자세히 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>The loss after each epoch: how far the outputs are from the targets. Training makes it small.
Validation is measured on samples the network does not learn from; if only this one rises, it learns by heart (overfitting).
Drag and turn the wheel to look closer.</source>
        <translation>에포크마다 잰 손실(loss)로, 출력이 목표에서 얼마나 먼지를 나타냅니다. 학습은 이 값을 줄입니다.
검증 손실은 신경망이 배우지 않는 표본으로 잽니다. 검증 손실만 커지면 데이터를 외우는 것(과적합, overfitting)입니다.
끌거나 휠을 돌리면 더 자세히 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>The norm of the gradient by all weights and biases of each layer: how strongly the loss pulls at it. Where it is thousands of times smaller near the input than near the output, the gradient vanishes.
Measured on up to 256 training samples, during training and as long as this plot is shown.</source>
        <translation>층마다 모든 가중치와 편향에 대한 손실의 기울기 크기(노름)로, 손실이 그 층을 얼마나 세게 당기는지 나타냅니다. 출력 쪽보다 입력 쪽이 수천 배 작으면 기울기 소실입니다.
학습하는 동안, 그리고 이 그림이 보이는 동안 학습 표본 최대 256개로 잽니다.</translation>
    </message>
    <message>
        <source>The weights W and biases b of each layer. A row belongs to a unit (neuron), a column to one of its inputs.
Blue is positive, orange negative, both on the scale below the cells. Point at a cell to read it; click a layer to select it.</source>
        <translation>층마다 가중치(weight) W와 편향(bias) b를 보여 줍니다. 행은 유닛(뉴런) 하나, 열은 그 유닛의 입력 하나입니다.
파랑은 양수, 주황은 음수이며, 색의 눈금은 칸 아래에 있습니다. 칸을 가리키면 값을 읽고, 층을 클릭하면 선택합니다.</translation>
    </message>
    <message>
        <source>There are no gradients yet: they appear once the drawing can be trained.</source>
        <translation>아직 기울기가 없습니다. 그림을 학습할 수 있게 되면 나타납니다.</translation>
    </message>
    <message>
        <source>There are no weights yet: they appear once the drawing can be trained.</source>
        <translation>아직 가중치가 없습니다. 학습할 수 있는 그림이 되면 나타납니다.</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>What the network answers at every point of the plane. The line is the decision boundary: there its answer changes.
Filled points are samples it learns from, rings are held out for validation, diamonds for the test.
Of more than two columns choose two as axes; samples stand where these two put them, wherever the others are.
Point anywhere to read the exact output. Drag and turn the wheel to look closer.
Click a sample to see in the calculation panel how the network comes to its answer.</source>
        <translation>평면의 모든 점에서 신경망이 내는 답입니다. 선은 결정 경계(decision boundary)로, 그곳에서 답이 바뀝니다.
채워진 점은 학습하는 표본, 고리는 검증용, 마름모는 시험용으로 떼어 둔 표본입니다.
열이 둘보다 많으면 두 개를 축으로 고르세요. 표본은 다른 열과 상관없이 이 두 열의 값에 놓입니다.
아무 곳이나 가리키면 정확한 출력을 읽을 수 있습니다. 끌고 휠을 돌리면 더 가까이 볼 수 있습니다.
표본을 클릭하면 계산 패널에서 신경망이 어떻게 답에 이르는지 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Where the output is 0, the network is sure of class {negative}; at 1, of {positive}.</source>
        <translation>출력이 0인 곳에서는 클래스 {negative}, 1인 곳에서는 클래스 {positive}임을 네트워크가 확신합니다.</translation>
    </message>
    <message>
        <source>Why large inputs need care, tried with numbers of your own.</source>
        <translation>큰 입력을 왜 조심해야 하는지, 원하는 수로 시험해 봅니다.</translation>
    </message>
    <message>
        <source>accuracy (%)</source>
        <translation>정확도 (%)</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>활성값</translation>
    </message>
    <message>
        <source>class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>earlier run</source>
        <translation>이전 실행</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>epoch {epoch}, step {step}</source>
        <translation>에포크 {epoch}, 스텝 {step}</translation>
    </message>
    <message>
        <source>filter {filter}, channel {channel}, row {row}, column {column}: {value}</source>
        <translation>필터 {filter}, 채널 {channel}, 행 {row}, 열 {column}: {value}</translation>
    </message>
    <message>
        <source>flat</source>
        <translation>평평한 곳</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>input x</source>
        <translation>입력 x</translation>
    </message>
    <message>
        <source>inputs</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>later steps</source>
        <translation>이후 스텝</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>확률</translation>
    </message>
    <message>
        <source>sigmoid(output)</source>
        <translation>sigmoid(출력)</translation>
    </message>
    <message>
        <source>step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>스텝 {step}</translation>
    </message>
    <message>
        <source>test</source>
        <translation>시험</translation>
    </message>
    <message>
        <source>train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>unit {number}</source>
        <translation>유닛 {number}</translation>
    </message>
    <message>
        <source>unit {unit}, input {input}: {value}</source>
        <translation>유닛 {unit}, 입력 {input}: {value}</translation>
    </message>
    <message>
        <source>unit {unit}, {name}: {value}</source>
        <translation>유닛 {unit}, {name}: {value}</translation>
    </message>
    <message>
        <source>units {number}</source>
        <translation>유닛 {number}</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>{layer}: 0 of {units}</source>
        <translation>{layer}: {units}개 중 0개</translation>
    </message>
    <message>
        <source>{layer}: {count} of {units} dead</source>
        <translation>{layer}: {units}개 중 {count}개 죽음</translation>
    </message>
    <message>
        <source>{layer}: {count} of {units} saturated</source>
        <translation>{layer}: {units}개 중 {count}개 포화</translation>
    </message>
    <message>
        <source>{node}, filter {unit}</source>
        <translation>{node}, 필터 {unit}</translation>
    </message>
    <message>
        <source>{node}, unit {unit}</source>
        <translation>{node}, 유닛 {unit}</translation>
    </message>
    <message>
        <source>{path} could not be written: {reason}. Choose another folder or name.</source>
        <translation>{path}: 저장할 수 없습니다. {reason}. 다른 폴더나 이름을 고르세요.</translation>
    </message>
    <message>
        <source>{where}
output = {output}, class {name}</source>
        <translation>{where}
출력 = {output}, 클래스 {name}</translation>
    </message>
    <message>
        <source>{where}
output = {output}, no answer</source>
        <translation>{where}
출력 = {output}, 답 없음</translation>
    </message>
    <message>
        <source>{where}, output = {output}</source>
        <translation>{where}, 출력 = {output}</translation>
    </message>
</context>
<context>
    <name>problems</name>
    <message>
        <source>Error</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>힌트</translation>
    </message>
    <message>
        <source>Hints, which are not counted</source>
        <translation>참고할 점(문제 수에 넣지 않음)</translation>
    </message>
    <message>
        <source>Matrix W and bias b of the one layer that gives the same as all of these together.</source>
        <translation>이 층들을 모두 합친 것과 똑같은 층 하나의 행렬 W와 편향 b입니다.</translation>
    </message>
    <message>
        <source>No problems found.</source>
        <translation>문제가 없습니다.</translation>
    </message>
    <message>
        <source>Show the single layer</source>
        <translation>합친 층 하나 보기</translation>
    </message>
    <message>
        <source>Together: z = W x + b</source>
        <translation>합치면: z = W x + b</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>경고</translation>
    </message>
</context>
<context>
    <name>results</name>
    <message>
        <source>1 sample</source>
        <translation>표본 1개</translation>
    </message>
    <message>
        <source>A residual is the target minus the prediction.</source>
        <translation>잔차는 목표에서 예측을 뺀 값입니다.</translation>
    </message>
    <message>
        <source>Back to {threshold}</source>
        <translation>되돌리기: {threshold}</translation>
    </message>
    <message>
        <source>Calculating…</source>
        <translation>계산 중…</translation>
    </message>
    <message>
        <source>Click a cell to see its samples.</source>
        <translation>칸을 클릭하면 그 표본들이 보입니다.</translation>
    </message>
    <message>
        <source>Click a cell, or go there with the arrow keys: its samples are listed.</source>
        <translation>칸을 클릭하거나 화살표 키로 옮겨 가면 그 표본들이 나열됩니다.</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>혼동 행렬</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>혼동 행렬</translation>
    </message>
    <message>
        <source>From which probability of {positive} on a sample is taken for {positive}. The line in the decision region and the confusion matrix follow. Only the view changes: training and its accuracy do not depend on it.</source>
        <translation>{positive} 클래스의 확률이 얼마부터일 때 표본을 {positive} 클래스로 볼지 정합니다. 결정 영역의 선과 혼동 행렬도 따라 바뀝니다. 보이는 것만 바뀌고, 학습과 학습 정확도는 바뀌지 않습니다.</translation>
    </message>
    <message>
        <source>Go back to the threshold that the accuracy of the training is counted with.</source>
        <translation>학습 정확도를 셀 때 쓰는 임곗값으로 돌아갑니다.</translation>
    </message>
    <message>
        <source>Group of samples</source>
        <translation>표본 묶음</translation>
    </message>
    <message>
        <source>How good the network is on the samples, of which you choose the group at the top right.
While it trains at most 2,000 samples are asked about, five times a second; once it pauses, all.</source>
        <translation>신경망이 표본에서 얼마나 잘하는지 보여 줍니다. 표본 묶음은 오른쪽 위에서 고릅니다.
학습하는 동안에는 표본 2,000개까지만 1초에 다섯 번 묻고, 멈추면 모두 묻습니다.</translation>
    </message>
    <message>
        <source>How many samples of each class (row) are taken for each class (column). The diagonal is right.</source>
        <translation>각 클래스(행)의 표본 몇 개를 각 클래스(열)로 보았는지입니다. 대각선이 맞힌 것입니다.</translation>
    </message>
    <message>
        <source>Lines that were left out, and one with the names of the columns, do not count.</source>
        <translation>뺀 줄과 열 이름이 적힌 줄은 세지 않습니다.</translation>
    </message>
    <message>
        <source>MAE: the mean size of the residuals. MSE: the mean of their squares.</source>
        <translation>MAE: 잔차 크기의 평균입니다. MSE: 잔차 제곱의 평균입니다.</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>틀린 표본</translation>
    </message>
    <message>
        <source>On which samples the network is judged.</source>
        <translation>어떤 표본으로 신경망을 평가할지입니다.</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>Residuals</source>
        <translation>잔차</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>R²: the share of the target&apos;s variance that is explained; 1 is perfect.</source>
        <translation>R²: 목표의 분산 가운데 설명되는 비율입니다. 1이면 완벽합니다.</translation>
    </message>
    <message>
        <source>Sample {row}: class {target}, answered {answer} with confidence {confidence}.</source>
        <translation>표본 {row}: 클래스 {target}, 답 {answer}, 확신도 {confidence}.</translation>
    </message>
    <message>
        <source>Sample {row}: class {target}, without an answer: the output is not a number.</source>
        <translation>표본 {row}: 클래스 {target}, 답 없음(출력이 수가 아님).</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>표본</translation>
    </message>
    <message>
        <source>Samples are counted from 1 as they were read.</source>
        <translation>표본은 읽은 순서대로 1부터 셉니다.</translation>
    </message>
    <message>
        <source>Show all samples again.</source>
        <translation>모든 표본을 다시 보입니다.</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>시험</translation>
    </message>
    <message>
        <source>The ROC curve: at every threshold, which share of {positive} is found (true positive rate), and which share of {negative} is taken for {positive} by mistake (false positive rate). The dot is the threshold of the slider; the line from corner to corner is what guessing gives.</source>
        <translation>ROC 곡선: 임곗값마다 {positive} 클래스를 찾아내는 비율(참 양성률)과 {negative} 클래스를 {positive} 클래스로 잘못 보는 비율(거짓 양성률)입니다. 점은 슬라이더의 임곗값이고, 모서리를 잇는 선은 아무렇게나 답했을 때입니다.</translation>
    </message>
    <message>
        <source>The answers cannot be judged: {reason}. Check output layer and loss.</source>
        <translation>답을 평가할 수 없습니다: {reason}. 출력층과 손실을 확인하세요.</translation>
    </message>
    <message>
        <source>There are no answers yet: they appear once the drawing leads to an Output.</source>
        <translation>아직 답이 없습니다. 그림이 출력까지 이어지면 나타납니다.</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>임곗값</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>While it trains, on at most 2,000 of them, evenly chosen; paused, on all.</source>
        <translation>학습하는 동안에는 고르게 뽑은 2,000개까지, 멈추면 모두로 평가합니다.</translation>
    </message>
    <message>
        <source>Write the share of each true class instead of the number of samples.</source>
        <translation>표본 수 대신 각 정답 클래스에서의 비율을 씁니다.</translation>
    </message>
    <message>
        <source>accuracy {share}</source>
        <translation>정확도 {share}</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>답</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>무작위</translation>
    </message>
    <message>
        <source>class {name}: precision {precision}, recall {recall}</source>
        <translation>클래스 {name}: 정밀도 {precision}, 재현율 {recall}</translation>
    </message>
    <message>
        <source>class {name}: {count} of {all} are right</source>
        <translation>클래스 {name}: {all}개 중 {count}개 맞힘</translation>
    </message>
    <message>
        <source>class {target}, answered {answer}: {count}</source>
        <translation>클래스 {target}, 답 {answer}: {count}개</translation>
    </message>
    <message>
        <source>class {target}, without an answer: {count}</source>
        <translation>클래스 {target}, 답 없음: {count}개</translation>
    </message>
    <message>
        <source>confidence</source>
        <translation>확신도</translation>
    </message>
    <message>
        <source>false positive rate</source>
        <translation>거짓 양성률</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>답 없음</translation>
    </message>
    <message>
        <source>positive: {positive}, negative: {negative}
precision {precision}, recall {recall}
F1 {f1}, accuracy {accuracy}
area under the curve (AUC) {area}</source>
        <translation>양성: {positive}, 음성: {negative}
정밀도 {precision}, 재현율 {recall}
F1 {f1}, 정확도 {accuracy}
곡선 아래 면적(AUC) {area}</translation>
    </message>
    <message>
        <source>prediction</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>residual</source>
        <translation>잔차</translation>
    </message>
    <message>
        <source>row %</source>
        <translation>행 %</translation>
    </message>
    <message>
        <source>target</source>
        <translation>목표</translation>
    </message>
    <message>
        <source>threshold {level} instead of {usual}</source>
        <translation>임곗값 {level}(원래 {usual})</translation>
    </message>
    <message>
        <source>true class</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>true positive rate</source>
        <translation>참 양성률</translation>
    </message>
    <message>
        <source>{count} of {all} samples</source>
        <translation>표본 {all}개 중 {count}개</translation>
    </message>
    <message>
        <source>{count} samples</source>
        <translation>표본 {count}개</translation>
    </message>
    <message>
        <source>{count} without an answer</source>
        <translation>답 없음 {count}개</translation>
    </message>
    <message>
        <source>{count} without an answer are not in the curve and count as wrong</source>
        <translation>답이 없는 {count}개는 곡선에 없으며 틀린 것으로 셉니다</translation>
    </message>
    <message>
        <source>{positive}: {found} found, {missed} missed
{negative}: {spared} right, {wrong} taken for {positive}</source>
        <translation>{positive}: 찾음 {found}, 놓침 {missed}
{negative}: 맞힘 {spared}, {positive} 클래스로 봄 {wrong}</translation>
    </message>
    <message>
        <source>{target} taken for {answer}: {count} of {all}</source>
        <translation>{target} → {answer}: {all}개 중 {count}개</translation>
    </message>
    <message>
        <source>{target} without an answer: {count} of {all}</source>
        <translation>{target} → 답 없음: {all}개 중 {count}개</translation>
    </message>
    <message>
        <source>{wrong} of {count} samples are answered wrongly; the surest answers come first</source>
        <translation>표본 {count}개 중 {wrong}개가 틀렸습니다. 확신이 큰 답이 먼저입니다</translation>
    </message>
</context>
<context>
    <name>run</name>
    <message>
        <source>How many steps are made in a second at the most, so that one can watch it learn.</source>
        <translation>배우는 모습을 지켜볼 수 있도록 1초에 많아야 몇 스텝을 나아갈지 정합니다.</translation>
    </message>
    <message>
        <source>Mean loss over the batches of the epoch so far: where the curve in Loss ends. Once a weight was set by hand, of all training samples.</source>
        <translation>이번 에포크에서 지금까지 쓴 배치의 평균 손실로, 손실 그래프에서 곡선이 끝나는 값입니다. 가중치를 직접 바꾼 뒤에는 모든 학습 표본의 손실입니다.</translation>
    </message>
    <message>
        <source>Passes over all training samples so far.</source>
        <translation>지금까지 학습 표본 전체를 본 횟수입니다.</translation>
    </message>
    <message>
        <source>PyTorch cannot build this network: {reason}</source>
        <translation>PyTorch가 이 신경망을 만들 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>Speed limit</source>
        <translation>속도 제한</translation>
    </message>
    <message>
        <source>Steps in each second while it runs.</source>
        <translation>실행하는 동안 1초에 진행한 스텝 수입니다.</translation>
    </message>
    <message>
        <source>The network is being built. It begins as soon as that is done.</source>
        <translation>신경망을 만드는 중입니다. 다 만들면 바로 시작합니다.</translation>
    </message>
    <message>
        <source>Updates of the weights made so far.</source>
        <translation>지금까지 가중치를 갱신한 횟수입니다.</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>full speed</source>
        <translation>최고 속도</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>lr</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>steps/s</source>
        <translation>스텝/초</translation>
    </message>
    <message>
        <source>≤ {limit}/s</source>
        <translation>≤ {limit}/초</translation>
    </message>
</context>
<context>
    <name>runs</name>
    <message>
        <source>(this run)</source>
        <translation>(현재 실행)</translation>
    </message>
    <message>
        <source>A start counts as solved once its training loss was below this.</source>
        <translation>학습 손실이 이 값보다 작아진 시작은 성공한 것으로 셉니다.</translation>
    </message>
    <message>
        <source>Back to the runs</source>
        <translation>실행 목록으로</translation>
    </message>
    <message>
        <source>Bring drawing, data and settings of the chosen run back. Its weights were given up to save memory: it begins from its first ones.</source>
        <translation>고른 실행의 그림, 데이터, 설정을 되살립니다. 가중치는 메모리를 아끼려고 버렸으므로 초기 가중치에서 시작합니다.</translation>
    </message>
    <message>
        <source>Bring drawing, data, settings and weights of the chosen run back.</source>
        <translation>선택한 실행의 그림, 데이터, 설정, 가중치를 되살립니다.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>곡선</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Differs in</source>
        <translation>다른 점</translation>
    </message>
    <message>
        <source>Drawing, data or settings are others now; a click on a curve brings these back too.</source>
        <translation>지금은 그림이나 데이터, 설정이 다릅니다. 곡선을 누르면 그것도 되살아납니다.</translation>
    </message>
    <message>
        <source>End after the epoch under way and show what is done.</source>
        <translation>진행 중인 에포크까지만 학습하고 결과를 보여 줍니다.</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>Export the table</source>
        <translation>표 내보내기</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Forget the chosen run.</source>
        <translation>선택한 실행을 목록에서 지웁니다.</translation>
    </message>
    <message>
        <source>From how many first weights to train: those of the seed in force and of the seeds after it.</source>
        <translation>몇 개의 초기 가중치에서 학습할지 정합니다. 현재 시드와 그다음 시드들을 씁니다.</translation>
    </message>
    <message>
        <source>Goal: loss below</source>
        <translation>목표 손실(미만)</translation>
    </message>
    <message>
        <source>How many passes over the training samples each start makes.</source>
        <translation>시작마다 학습 표본 전체를 몇 번 볼지 정합니다.</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>아직 실행 없음</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>되살리기</translation>
    </message>
    <message>
        <source>Restore settings</source>
        <translation>설정 되살리기</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Run {number}</source>
        <translation>실행 {number}</translation>
    </message>
    <message>
        <source>Save these curves as a picture or as numbers.</source>
        <translation>이 곡선을 그림이나 수로 저장합니다.</translation>
    </message>
    <message>
        <source>Save this table as a CSV file.</source>
        <translation>이 표를 CSV 파일로 저장합니다.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Seed {seed}: loss {loss} after {epochs} epochs.</source>
        <translation>시드 {seed}: {epochs} 에포크 뒤 손실 {loss}.</translation>
    </message>
    <message>
        <source>Show the curves of the many starts again.</source>
        <translation>여러 시작점의 곡선을 다시 보입니다.</translation>
    </message>
    <message>
        <source>Show the table of runs; the curves of the starts are kept.</source>
        <translation>실행 표를 보입니다. 시작점들의 곡선은 남아 있습니다.</translation>
    </message>
    <message>
        <source>Starts</source>
        <translation>시작 수</translation>
    </message>
    <message>
        <source>Starts’ curves</source>
        <translation>시작점 곡선</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>The run begins from seed {seed}. Press Space to train.</source>
        <translation>시드 {seed}에서 실행을 시작합니다. Space를 누르면 학습합니다.</translation>
    </message>
    <message>
        <source>The starts could not be trained. PyTorch says: {reason}</source>
        <translation>여러 시작점에서 학습할 수 없습니다. PyTorch의 메시지: {reason}</translation>
    </message>
    <message>
        <source>These runs last until another project is opened. A file keeps the present run, in the first row, and the curve of the run before it; the others are in no file.</source>
        <translation>이 실행들은 다른 프로젝트를 열 때까지만 남습니다. 파일에는 첫 행에 있는 지금 실행과 바로 앞 실행의 곡선만 저장되고, 나머지는 어느 파일에도 저장되지 않습니다.</translation>
    </message>
    <message>
        <source>Tick a run to lay its curve over the present one; double-click a name to change it.</source>
        <translation>실행에 체크하면 그 곡선을 현재 곡선 위에 겹쳐 그립니다. 이름을 두 번 누르면 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>Train accuracy</source>
        <translation>학습 정확도</translation>
    </message>
    <message>
        <source>Train from many starts</source>
        <translation>여러 시작점에서 학습</translation>
    </message>
    <message>
        <source>Train loss</source>
        <translation>학습 손실</translation>
    </message>
    <message>
        <source>Train this drawing from many first weights at once and see how many of them learn.</source>
        <translation>이 그림을 여러 초기 가중치에서 한꺼번에 학습하여 몇 개가 성공하는지 봅니다.</translation>
    </message>
    <message>
        <source>Validation accuracy</source>
        <translation>검증 정확도</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>검증 손실</translation>
    </message>
    <message>
        <source>Weights are kept of the last {count} runs and of the best; curves of more.</source>
        <translation>가중치는 최근 실행 {count}개와 가장 좋은 실행의 것만 남기고, 곡선은 더 많이 남깁니다.</translation>
    </message>
    <message>
        <source>other data</source>
        <translation>다른 데이터</translation>
    </message>
    <message>
        <source>other drawing</source>
        <translation>다른 그림</translation>
    </message>
    <message>
        <source>weights not kept</source>
        <translation>가중치 없음</translation>
    </message>
    <message>
        <source>{count} runs at once can be told apart. Untick another one first.</source>
        <translation>한 번에 구별할 수 있는 실행은 {count}개입니다. 먼저 다른 실행의 체크를 푸세요.</translation>
    </message>
    <message>
        <source>{solved} of {count} starts got below {goal}. Click a curve to use its start.</source>
        <translation>{count}개 시작 중 {solved}개가 {goal} 미만이 되었습니다. 곡선을 누르면 그 시작을 씁니다.</translation>
    </message>
</context>
<context>
    <name>setting</name>
    <message>
        <source>There is no setting named {name}. There are: {known}.</source>
        <translation>{name}: 그런 설정은 없습니다. 있는 것: {known}.</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>수</translation>
    </message>
    <message>
        <source>a number from {low} to {high}</source>
        <translation>{low}부터 {high}까지의 수</translation>
    </message>
    <message>
        <source>a number of at least {low}</source>
        <translation>{low} 이상의 수</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>정수</translation>
    </message>
    <message>
        <source>a whole number from {low} to {high}</source>
        <translation>{low}부터 {high}까지의 정수</translation>
    </message>
    <message>
        <source>a whole number of at least {low}</source>
        <translation>{low} 이상의 정수</translation>
    </message>
    <message>
        <source>names of data columns</source>
        <translation>데이터의 열 이름</translation>
    </message>
    <message>
        <source>on or off</source>
        <translation>켬 또는 끔</translation>
    </message>
    <message>
        <source>one of {values}</source>
        <translation>{values} 중 하나</translation>
    </message>
    <message>
        <source>text of at most {limit} characters</source>
        <translation>{limit}글자까지의 글</translation>
    </message>
    <message>
        <source>the path of a file or folder</source>
        <translation>파일이나 폴더의 경로</translation>
    </message>
    <message>
        <source>{setting} cannot be {value}. It takes {allowed}.</source>
        <translation>{setting}: {value} 값은 쓸 수 없습니다. 쓸 수 있는 값: {allowed}.</translation>
    </message>
</context>
<context>
    <name>shape</name>
    <message>
        <source>A gate takes single values (N, 1) or columns of them (N, 2).</source>
        <translation>게이트는 값 하나(N, 1)나 값의 열(N, 2)을 받습니다.</translation>
    </message>
    <message>
        <source>It makes images of {image}, which are {values} values.</source>
        <translation>{image} 이미지를 만들므로 값이 {values}개 필요합니다.</translation>
    </message>
    <message>
        <source>It normalises (N, units) or (N, channels, length).</source>
        <translation>(N, 유닛) 또는 (N, 채널, 길이) 형태를 정규화합니다.</translation>
    </message>
    <message>
        <source>It takes a row of values for each sample. Put Flatten before it.</source>
        <translation>표본마다 한 줄의 값을 받습니다. 앞에 Flatten을 두세요.</translation>
    </message>
    <message>
        <source>It takes images, {image}. Put Unflatten before it.</source>
        <translation>이미지를 받습니다: {image}. 앞에 Unflatten을 두세요.</translation>
    </message>
    <message>
        <source>It takes {wanted} values in all, but its wires bring {got}.</source>
        <translation>모두 값 {wanted}개를 받지만, 연결선이 가져오는 값은 {got}개입니다.</translation>
    </message>
    <message>
        <source>It takes {wanted} values, but so far it gets {got}. Draw another wire to it.</source>
        <translation>값 {wanted}개를 받지만 아직 {got}개만 들어옵니다. 연결선을 하나 더 그으세요.</translation>
    </message>
    <message>
        <source>Its kernel of {kernel} × {kernel} is larger than the image with padding, {padded}.</source>
        <translation>커널({kernel} × {kernel})이 패딩을 두른 이미지보다 큽니다: {padded}.</translation>
    </message>
    <message>
        <source>Its kernel of {kernel} × {kernel} is larger than the image.</source>
        <translation>커널({kernel} × {kernel})이 이미지보다 큽니다.</translation>
    </message>
    <message>
        <source>PyTorch says: {reason}</source>
        <translation>PyTorch의 메시지: {reason}</translation>
    </message>
    <message>
        <source>{node} cannot be calculated yet. {reason}</source>
        <translation>아직 {node}의 값을 계산할 수 없습니다. {reason}</translation>
    </message>
    <message>
        <source>{node} cannot join {got} from {source} with {shape} from its other inputs.</source>
        <translation>{node}: {source}에서 온 {got} 형태를 다른 입력의 {shape} 형태와 합칠 수 없습니다.</translation>
    </message>
    <message>
        <source>{node} cannot take {got} from {source}. {reason}</source>
        <translation>{node}: {source}에서 온 {got} 형태를 받을 수 없습니다. {reason}</translation>
    </message>
    <message>
        <source>{node} expects {expected} for {loss} and {classes} classes, but {source} gives {got}.</source>
        <translation>{node}: 손실 {loss}, 클래스 {classes}개에는 {expected} 형태가 필요하지만, {source}에서 온 형태는 {got}입니다.</translation>
    </message>
    <message>
        <source>{node} expects {expected} for {loss}, but {source} gives {got}.</source>
        <translation>{node}: 손실 {loss}에는 {expected} 형태가 필요하지만, {source}에서 온 형태는 {got}입니다.</translation>
    </message>
    <message>
        <source>{node} takes the column {column}, but the data has {columns}.</source>
        <translation>{node}: 받으려는 열 {column}, 데이터에 있는 열 {columns}. 열을 다시 고르세요.</translation>
    </message>
    <message>
        <source>{node} uses {loss}, which needs classes, but the target of the data is a number. Use MSE.</source>
        <translation>{node}: 손실 {loss}에는 클래스가 필요하지만 데이터의 목표는 수입니다. MSE를 쓰세요.</translation>
    </message>
</context>
<context>
    <name>softmax</name>
    <message>
        <source>A power is so small that {precision} makes it 0, and the logarithm of 0 is -inf. PyTorch takes the logarithm of the sum only, which is never 0 once the largest exponent is taken off.</source>
        <translation>거듭제곱이 너무 작아 {precision}에서 0이 되고, 0의 로그는 -inf입니다. PyTorch는 합의 로그만 구하는데, 가장 큰 지수를 빼면 합은 0이 되지 않습니다.</translation>
    </message>
    <message>
        <source>Both ways give the same: the largest power, e^{largest}, is within {precision}, which overflows above e^{edge}.</source>
        <translation>두 방법의 결과가 같습니다. 가장 큰 거듭제곱 e^{largest} 값이 {precision}에 들어갑니다. e^{edge}보다 커지면 오버플로가 납니다.</translation>
    </message>
    <message>
        <source>Both ways, step by step</source>
        <translation>두 방법을 차례대로</translation>
    </message>
    <message>
        <source>Even e^{largest} is too small for {precision} and becomes 0, and 0 / 0 is not a number (nan). With the largest exponent taken off first, one power is e^0 = 1, and the quotients are the same.</source>
        <translation>e^{largest}조차 {precision}에는 너무 작아 0이 되고, 0 / 0은 수가 아닙니다(nan). 가장 큰 지수를 먼저 빼면 거듭제곱 하나가 e^0 = 1이 되고, 나눈 값은 그대로입니다.</translation>
    </message>
    <message>
        <source>How many digits the numbers have: 32 or 64 bits each.</source>
        <translation>수의 자릿수: 하나에 32비트 또는 64비트.</translation>
    </message>
    <message>
        <source>Inputs x</source>
        <translation>입력 x</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>정밀도</translation>
    </message>
    <message>
        <source>The inputs of the units, between commas; the list has examples.</source>
        <translation>유닛의 입력을 쉼표로 나누어 씁니다. 목록에 예가 있습니다.</translation>
    </message>
    <message>
        <source>The powers are so small that {precision} keeps only a few of their digits, and the quotients go wrong. With the largest exponent, {largest}, taken off first, one power is e^0 = 1.</source>
        <translation>거듭제곱이 너무 작아 {precision}에는 몇 자리만 남고, 나눈 값이 틀립니다. 가장 큰 지수({largest})를 먼저 빼면 거듭제곱 하나가 e^0 = 1이 됩니다.</translation>
    </message>
    <message>
        <source>The sum of the powers is beyond the largest number of {precision}, {limit}: it becomes inf, and every quotient 0. With the largest exponent, {largest}, taken off first, no power is above e^0 = 1.</source>
        <translation>거듭제곱의 합이 {precision}의 가장 큰 수({limit})를 넘어 inf가 되고, 나눈 값은 모두 0이 됩니다. 가장 큰 지수({largest})를 먼저 빼면 어떤 거듭제곱도 e^0 = 1을 넘지 않습니다.</translation>
    </message>
    <message>
        <source>e^{largest} is beyond the largest number of {precision}, {limit}: it becomes inf, and inf / inf is not a number (nan). With the largest exponent taken off first, no power is above e^0 = 1, and the quotients are the same.</source>
        <translation>e^{largest} 값은 {precision}의 가장 큰 수 {limit}보다 커서 inf가 되고, inf / inf는 수가 아닙니다(nan). 가장 큰 지수를 먼저 빼면 어떤 거듭제곱도 e^0 = 1을 넘지 않고, 나눈 값은 그대로입니다.</translation>
    </message>
    <message>
        <source>naive</source>
        <translation>단순 계산</translation>
    </message>
    <message>
        <source>stable</source>
        <translation>안전 계산</translation>
    </message>
    <message>
        <source>“{typed}” is not a list of numbers. Type 1 to {most} of them, as in 1, 2, 3.</source>
        <translation>“{typed}”: 수의 목록이 아닙니다. 1, 2, 3처럼 1개에서 {most}개까지 쓰세요.</translation>
    </message>
</context>
<context>
    <name>starts</name>
    <message>
        <source>A network with batch normalisation cannot be trained from several starts at once: what it remembers of its batches cannot be kept apart. Take it out.</source>
        <translation>배치 정규화가 든 신경망은 여러 시작점에서 한꺼번에 학습할 수 없습니다. 배치에서 기억한 값을 시작점마다 따로 둘 수 없기 때문입니다. 배치 정규화 노드를 빼세요.</translation>
    </message>
    <message>
        <source>The perceptron rule cannot be followed from several starts at once. Choose another optimiser.</source>
        <translation>퍼셉트론 규칙으로는 여러 시작점에서 한꺼번에 학습할 수 없습니다. 다른 옵티마이저를 고르세요.</translation>
    </message>
</context>
<context>
    <name>storage</name>
    <message>
        <source>In the time line at step {step}: {fault}</source>
        <translation>시간선의 스텝 {step}: {fault}</translation>
    </message>
    <message>
        <source>In the time line at step {step}: {name} cannot take what was set by hand.</source>
        <translation>시간선의 스텝 {step}: {name}에 손으로 정한 값을 넣을 수 없습니다.</translation>
    </message>
    <message>
        <source>It does not keep to version {version} of the file format: {reason}</source>
        <translation>파일 형식 버전 {version}에 맞지 않습니다: {reason}</translation>
    </message>
    <message>
        <source>It does not say which version of the file format it has.</source>
        <translation>파일 형식의 버전이 적혀 있지 않습니다.</translation>
    </message>
    <message>
        <source>It has no readable {member}, so it may not be a Layerloom project.</source>
        <translation>{member} 항목을 읽을 수 없으니 Layerloom 프로젝트가 아닐 수 있습니다.</translation>
    </message>
    <message>
        <source>It is a zip archive, but not a Layerloom project.</source>
        <translation>zip 압축 파일이지만 Layerloom 프로젝트는 아닙니다.</translation>
    </message>
    <message>
        <source>It occurs twice.</source>
        <translation>두 번 나옵니다.</translation>
    </message>
    <message>
        <source>It was saved by a newer Layerloom: its file format has version {version}, and this program knows {known}. Update Layerloom.</source>
        <translation>더 새로운 Layerloom으로 저장했습니다. 파일 형식 버전은 {version}, 이 프로그램이 아는 버전은 {known}입니다. Layerloom을 업데이트하세요.</translation>
    </message>
    <message>
        <source>Its file format has version {version}, which this program cannot read.</source>
        <translation>파일 형식 버전이 {version}이어서 이 프로그램이 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Node number {id} has no place on the canvas.</source>
        <translation>{id}번 노드의 캔버스 위치가 없습니다.</translation>
    </message>
    <message>
        <source>Node number {id} has two places.</source>
        <translation>{id}번 노드의 위치가 둘입니다.</translation>
    </message>
    <message>
        <source>Node {name} (number {id}): {reason}</source>
        <translation>노드 {name} ({id}번): {reason}</translation>
    </message>
    <message>
        <source>Open an earlier copy if you have one.</source>
        <translation>이전 사본이 있으면 그것을 여세요.</translation>
    </message>
    <message>
        <source>The history does not hold every epoch in turn, or every {stride}th of them.</source>
        <translation>실행 기록에 에포크가 차례대로, 또는 {stride}개마다 하나씩 들어 있지 않습니다.</translation>
    </message>
    <message>
        <source>The optimiser remembers {name}, but there is no such parameter.</source>
        <translation>옵티마이저 상태 {name}: 그런 파라미터는 없습니다.</translation>
    </message>
    <message>
        <source>The optimiser&apos;s {name} is {kind}, but the parameter is {parameter}.</source>
        <translation>옵티마이저 상태 {name}: {kind}이지만 파라미터는 {parameter}입니다.</translation>
    </message>
    <message>
        <source>The optimiser&apos;s {name} is {kind}, which no optimiser has.</source>
        <translation>옵티마이저 상태 {name}: 이런 상태를 쓰는 옵티마이저는 없습니다 ({kind}).</translation>
    </message>
    <message>
        <source>The project would have {size}; at most {limit} are read back.</source>
        <translation>프로젝트의 크기가 {size}가 됩니다. 다시 읽을 수 있는 크기는 {limit}까지입니다.</translation>
    </message>
    <message>
        <source>The small picture is not a PNG file.</source>
        <translation>미리 보기 그림이 PNG 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>The state of the random numbers is none that this PyTorch takes.</source>
        <translation>난수 상태를 이 PyTorch에서 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>The tensor {name} has an initial value, but no present one.</source>
        <translation>텐서 {name}: 초깃값은 있지만 지금 값이 없습니다.</translation>
    </message>
    <message>
        <source>The tensor {name} has no initial value.</source>
        <translation>텐서 {name}: 초깃값이 없습니다.</translation>
    </message>
    <message>
        <source>The tensor {name} holds values that are not finite. Reset the run, or go back in it.</source>
        <translation>텐서 {name}: 유한하지 않은 값이 있습니다. 실행을 처음으로 되돌리거나 앞선 시점으로 돌아가세요.</translation>
    </message>
    <message>
        <source>The tensor {name} is {kind}, which no layer has.</source>
        <translation>텐서 {name}: 이런 텐서를 쓰는 층은 없습니다 ({kind}).</translation>
    </message>
    <message>
        <source>The tensor {name} is {now}, but was {first} at the start.</source>
        <translation>텐서 {name}: 지금은 {now}, 처음에는 {first}입니다.</translation>
    </message>
    <message>
        <source>The time line has {checkpoints} checkpoints and {orders} orders; that is too many.</source>
        <translation>시간선에 체크포인트가 {checkpoints}개, 지시가 {orders}개 있어 너무 많습니다.</translation>
    </message>
    <message>
        <source>The time line is not in the order in which things happened.</source>
        <translation>시간선이 일어난 순서대로 되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>The version before it is kept in {backup}.</source>
        <translation>이전 버전이 남아 있는 곳: {backup}.</translation>
    </message>
    <message>
        <source>The weight {name}, set by hand, holds values that are not finite. Reset it.</source>
        <translation>직접 정한 가중치 {name}: 유한하지 않은 값이 있습니다. 다시 정하세요.</translation>
    </message>
    <message>
        <source>The weight {name}, set by hand, is {kind} instead of float32.</source>
        <translation>직접 정한 가중치 {name}: float32가 아니라 {kind}입니다.</translation>
    </message>
    <message>
        <source>The {table} has epochs or steps that are no numbers.</source>
        <translation>{table} 표: 수가 아닌 에포크나 스텝이 있습니다.</translation>
    </message>
    <message>
        <source>The {table} has {rows} rows; there are at most {limit}.</source>
        <translation>{table} 표: 행이 {rows}개 있습니다. {limit}개까지 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>The {table} is {kind} {shape} instead of float64 (rows, {columns}).</source>
        <translation>{table} 표: float64 (행, {columns}) 대신 {kind} {shape}입니다.</translation>
    </message>
    <message>
        <source>There is a place for node number {id}, but no such node.</source>
        <translation>{id}번 노드의 위치가 있지만 그런 노드는 없습니다.</translation>
    </message>
    <message>
        <source>There is no file {file}. It may have been moved or deleted.</source>
        <translation>{file}: 파일이 없습니다. 옮겨졌거나 삭제되었을 수 있습니다.</translation>
    </message>
    <message>
        <source>Two nodes have the number {id}.</source>
        <translation>번호가 {id}인 노드가 둘 있습니다.</translation>
    </message>
    <message>
        <source>Wire from node {source} to node {sink}: {reason}</source>
        <translation>연결선 {source}번 → {sink}번: {reason}</translation>
    </message>
    <message>
        <source>{data} tells of a file for {name}, which is no path of the source {source}.</source>
        <translation>{data}: {name}의 파일이 적혀 있지만, 출처 {source}에는 그런 경로가 없습니다.</translation>
    </message>
    <message>
        <source>{document}: checkpoint {number} has more rows than there are.</source>
        <translation>{document}: 체크포인트 {number}의 행 수가 실제보다 많습니다.</translation>
    </message>
    <message>
        <source>{file} cannot be opened. It has {count} faults; the first: {first} {advice}</source>
        <translation>{file}: 열 수 없습니다. 오류가 {count}개 있습니다. 첫 번째 오류: {first} {advice}</translation>
    </message>
    <message>
        <source>{file} cannot be opened. {first}</source>
        <translation>{file} 파일을 열 수 없습니다. {first}</translation>
    </message>
    <message>
        <source>{file} cannot be opened. {first} {advice}</source>
        <translation>{file}: 열 수 없습니다. {first} {advice}</translation>
    </message>
    <message>
        <source>{file} cannot be read: you do not have the permission. Ask its owner, or copy it.</source>
        <translation>{file}: 읽을 권한이 없습니다. 소유자에게 요청하거나 사본을 만드세요.</translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}. Check the disk or the network and try again.</source>
        <translation>{file}: 읽을 수 없습니다: {reason}. 디스크나 네트워크를 확인하고 다시 해 보세요.</translation>
    </message>
    <message>
        <source>{file} holds {count} members; a project has at most {limit}.</source>
        <translation>{file}: 항목이 {count}개 있습니다. 프로젝트의 항목은 {limit}개까지입니다.</translation>
    </message>
    <message>
        <source>{file} is a device, not a project file.</source>
        <translation>{file}: 프로젝트 파일이 아니라 장치입니다.</translation>
    </message>
    <message>
        <source>{file} is a folder, not a project file. Choose a file.</source>
        <translation>{file}: 프로젝트 파일이 아니라 폴더입니다. 파일을 고르세요.</translation>
    </message>
    <message>
        <source>{file} is damaged or incomplete: its table of contents is missing. Open a copy of it.</source>
        <translation>{file}: 목차가 없어 손상되었거나 불완전합니다. 사본을 여세요.</translation>
    </message>
    <message>
        <source>{file} is damaged, or not what its name says: a project begins otherwise. Open a copy.</source>
        <translation>{file}: 손상되었거나 이름과 다른 파일입니다. 프로젝트 파일은 이렇게 시작하지 않습니다. 사본을 여세요.</translation>
    </message>
    <message>
        <source>{file} is empty. Saving it may have been interrupted.</source>
        <translation>{file}: 비어 있습니다. 저장이 도중에 끊겼을 수 있습니다.</translation>
    </message>
    <message>
        <source>{file} is not a Layerloom project. Choose a .loom file.</source>
        <translation>{file}: Layerloom 프로젝트가 아닙니다. .loom 파일을 고르세요.</translation>
    </message>
    <message>
        <source>{file} is too large for a project: {size}. At most {limit} are read.</source>
        <translation>{file}: 프로젝트치고 너무 큽니다({size}). 읽을 수 있는 크기는 {limit}까지입니다.</translation>
    </message>
    <message>
        <source>{file} was not saved, because it could not be opened again: {first}</source>
        <translation>{file}: 다시 열 수 없는 상태여서 저장하지 않았습니다: {first}</translation>
    </message>
    <message>
        <source>{file} was not saved: the disk is full. Free some space, or save in another folder.</source>
        <translation>{file}: 디스크가 가득 차서 저장하지 못했습니다. 공간을 비우거나 다른 폴더에 저장하세요.</translation>
    </message>
    <message>
        <source>{file} was not saved: the folder {folder} does not exist. Choose another folder.</source>
        <translation>{file}: 저장하지 못했습니다. 없는 폴더입니다: {folder}. 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>{file} was not saved: you may not write there. Save in another folder.</source>
        <translation>{file}: 쓸 권한이 없어 저장하지 못했습니다. 다른 폴더에 저장하세요.</translation>
    </message>
    <message>
        <source>{file} was not saved: {reason}. Try again, or save in another folder.</source>
        <translation>{file}: 저장하지 못했습니다: {reason}. 다시 해 보거나 다른 폴더에 저장하세요.</translation>
    </message>
    <message>
        <source>{member} does not belong into a project.</source>
        <translation>{member}: 프로젝트에 들어갈 수 없는 항목입니다.</translation>
    </message>
    <message>
        <source>{member} does not hold the normalisation that {record} tells of.</source>
        <translation>{member}: {record}에 적힌 정규화가 들어 있지 않습니다.</translation>
    </message>
    <message>
        <source>{member} holds an unknown table, {name}.</source>
        <translation>{member}: 알 수 없는 표가 있습니다 ({name}).</translation>
    </message>
    <message>
        <source>{member} holds other numbers than float64.</source>
        <translation>{member}: float64가 아닌 수가 들어 있습니다.</translation>
    </message>
    <message>
        <source>{member} holds painted points, which {source} does not have.</source>
        <translation>{member}: 찍은 점이 들어 있지만 {source}에는 찍은 점이 없습니다.</translation>
    </message>
    <message>
        <source>{member} holds something else than one state.</source>
        <translation>{member}: 상태 하나가 아닌 다른 것이 들어 있습니다.</translation>
    </message>
    <message>
        <source>{member} holds the file of {name}, or {data} says so, but not both.</source>
        <translation>{member}: {name}의 파일이 있는지가 {data}의 내용과 다릅니다.</translation>
    </message>
    <message>
        <source>{member} holds {name}, which {data} does not tell of.</source>
        <translation>{member}: {data}에 적혀 있지 않은 항목({name})이 들어 있습니다.</translation>
    </message>
    <message>
        <source>{member} holds {name}, which {document} does not name.</source>
        <translation>{member}에 {document}에서 말하지 않은 항목({name})이 있습니다.</translation>
    </message>
    <message>
        <source>{member} holds {name}, which {training} does not list as set by hand.</source>
        <translation>{member}: {name} 값이 있지만, {training}에는 직접 정한 가중치로 적혀 있지 않습니다.</translation>
    </message>
    <message>
        <source>{member} is damaged: {reason}.</source>
        <translation>{member}: 손상되었습니다: {reason}.</translation>
    </message>
    <message>
        <source>{member} is encrypted or packed in a way that projects are not.</source>
        <translation>{member}: 암호화되었거나 프로젝트와 다른 방식으로 압축되었습니다.</translation>
    </message>
    <message>
        <source>{member} is larger than {limit} once unpacked, so it is not read.</source>
        <translation>{member}: 압축을 풀면 {limit}보다 커서 읽지 않습니다.</translation>
    </message>
    <message>
        <source>{member} is missing, though {training} tells of a run.</source>
        <translation>{member}: 파일 안에 없지만, {training}에는 실행이 적혀 있습니다.</translation>
    </message>
    <message>
        <source>{member} is missing.</source>
        <translation>{member}: 빠져 있습니다.</translation>
    </message>
    <message>
        <source>{member} is no JSON object.</source>
        <translation>{member}: JSON 객체가 아닙니다.</translation>
    </message>
    <message>
        <source>{member} is no proper safetensors: {reason}.</source>
        <translation>{member}: 올바른 safetensors가 아닙니다: {reason}.</translation>
    </message>
    <message>
        <source>{member} is not proper JSON: {reason}.</source>
        <translation>{member}: 올바른 JSON이 아닙니다: {reason}.</translation>
    </message>
    <message>
        <source>{member} is there without {other}.</source>
        <translation>{member} 파일은 있지만 {other} 파일이 없습니다.</translation>
    </message>
    <message>
        <source>{member} is there, but no run.</source>
        <translation>{member} 파일은 있지만 실행이 없습니다.</translation>
    </message>
    <message>
        <source>{member} is there, but {training} tells of no run.</source>
        <translation>{member}: 파일 안에 있지만, {training}에 실행이 적혀 있지 않습니다.</translation>
    </message>
    <message>
        <source>{member} lacks {name}, which {document} names.</source>
        <translation>{document}에서 말한 항목({name})이 {member}에 없습니다.</translation>
    </message>
    <message>
        <source>{member} names a folder; a project has none.</source>
        <translation>{member}: 폴더를 가리킵니다. 프로젝트에는 폴더가 없습니다.</translation>
    </message>
    <message>
        <source>{member} names no columns, and no pictures whose pixels they could be.</source>
        <translation>{member}: 열 이름이 없고, 열이 픽셀일 그림도 없습니다.</translation>
    </message>
    <message>
        <source>{member} nests too deeply.</source>
        <translation>{member}: 너무 깊이 중첩되어 있습니다.</translation>
    </message>
    <message>
        <source>{member} occurs twice.</source>
        <translation>{member}: 두 번 나옵니다.</translation>
    </message>
    <message>
        <source>{member} would have {size}; at most {limit} are read back.</source>
        <translation>{member}: 크기가 {size}가 됩니다. 다시 읽을 수 있는 크기는 {limit}까지입니다.</translation>
    </message>
    <message>
        <source>{member}: painted points need float32 places and targets.</source>
        <translation>{member}: 찍은 점의 위치와 목표는 float32여야 합니다.</translation>
    </message>
    <message>
        <source>{member}: the file of {name} is not what {data} says of it.</source>
        <translation>{member}: {name}의 파일이 {data}에 적힌 것과 다릅니다.</translation>
    </message>
    <message>
        <source>{member}: the newest row of checkpoint {number} is no row.</source>
        <translation>{member}: 체크포인트 {number}의 가장 새로운 행이 올바르지 않습니다.</translation>
    </message>
    <message>
        <source>{member}: {fault}</source>
        <translation>{member}: {fault}</translation>
    </message>
    <message>
        <source>{member}: {place} is wrong: {problem}.</source>
        <translation>{member}: {place} 항목이 잘못되었습니다: {problem}.</translation>
    </message>
    <message>
        <source>{problem} {advice}</source>
        <translation>{problem} {advice}</translation>
    </message>
</context>
<context>
    <name>table</name>
    <message>
        <source>1 bad row was left out: line {lines}. {why}</source>
        <translation>잘못된 행 1개를 뺐습니다: {lines}번째 줄. {why}</translation>
    </message>
    <message>
        <source>1 row without a value was left out ({columns}).</source>
        <translation>값이 없는 행 1개를 뺐습니다({columns}).</translation>
    </message>
    <message>
        <source>A column of a table as a series, cut into windows: what comes next is to be predicted.</source>
        <translation>표의 한 열을 시계열로 보고 창으로 자릅니다. 다음에 올 값을 예측합니다.</translation>
    </message>
    <message>
        <source>A file with a row for each sample: CSV, TSV, Parquet or JSON lines.</source>
        <translation>표본마다 행이 하나인 파일: CSV, TSV, Parquet, JSON Lines.</translation>
    </message>
    <message>
        <source>All rows ({count}) are of one class, {name} = {value}, so there is nothing to tell apart. Choose another target.</source>
        <translation>모든 행({count}개)이 한 클래스({name} = {value})여서 구별할 것이 없습니다. 다른 목표를 고르세요.</translation>
    </message>
    <message>
        <source>At offset 0 stands {start} and not {magic}: this is no Parquet file. Choose another format.</source>
        <translation>위치 0에 있어야 할 {magic} 대신 {start} 바이트가 있어 Parquet 파일이 아닙니다. 다른 형식을 고르세요.</translation>
    </message>
    <message>
        <source>At offset 0 the mark is missing that {encoding} starts with. Choose another encoding.</source>
        <translation>위치 0에 있어야 할 {encoding}의 시작 표시(BOM)가 없습니다. 다른 인코딩을 고르세요.</translation>
    </message>
    <message>
        <source>Both {one} and {other} are targets. Choose one column to predict.</source>
        <translation>{one}, {other} 둘 다 목표입니다. 예측할 열을 하나만 고르세요.</translation>
    </message>
    <message>
        <source>Byte {byte} at offset {offset} does not fit the encoding {encoding}. Choose another encoding.</source>
        <translation>위치 {offset}의 바이트({byte})가 {encoding} 인코딩에 맞지 않습니다. 다른 인코딩을 고르세요.</translation>
    </message>
    <message>
        <source>CP949 (Korean)</source>
        <translation>CP949(한국어)</translation>
    </message>
    <message>
        <source>CSV, TSV, Parquet or JSON lines.</source>
        <translation>CSV, TSV, Parquet, JSON Lines 파일.</translation>
    </message>
    <message>
        <source>Cells that mean a missing value.</source>
        <translation>빠진 값을 뜻하는 칸. 쉼표로 나눕니다.</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>열</translation>
    </message>
    <message>
        <source>Column in time</source>
        <translation>시간에 따른 열</translation>
    </message>
    <message>
        <source>Column {name} has no category {value}. It has: {known}.</source>
        <translation>열 {name}에는 {value} 범주가 없습니다. 있는 범주: {known}.</translation>
    </message>
    <message>
        <source>Column {name} holds a text of {count} characters, and a category has at most {most}. Leave the column out.</source>
        <translation>열 {name}에 {count}글자짜리 글이 있지만 범주는 {most}글자까지입니다. 이 열을 빼세요.</translation>
    </message>
    <message>
        <source>Column {name} holds categories besides {known}; none of their columns is 1 ({unknown}).</source>
        <translation>열 {name}: 아는 범주({known}) 말고 다른 범주가 있으며, 그 행에서는 범주의 열이 모두 0입니다({unknown}).</translation>
    </message>
    <message>
        <source>Column {name} holds categories besides {known}; their rows were left out ({unknown}).</source>
        <translation>열 {name}: 아는 범주({known}) 말고 다른 범주가 있어 그 행을 뺐습니다({unknown}).</translation>
    </message>
    <message>
        <source>Column {name} holds categories, which have no mean. Leave rows without one out, or give a constant.</source>
        <translation>열 {name}에는 범주가 들어 있어 평균이 없습니다. 빠진 행을 빼거나 상수를 주세요.</translation>
    </message>
    <message>
        <source>Column {name} holds classes besides {known}; their rows were left out ({unknown}).</source>
        <translation>열 {name}: 아는 클래스({known}) 말고 다른 클래스가 있어 그 행을 뺐습니다({unknown}).</translation>
    </message>
    <message>
        <source>Column {name} holds infinite values, which count as missing (rows: {count}).</source>
        <translation>열 {name}: 무한대를 빠진 값으로 보았습니다(행 {count}개).</translation>
    </message>
    <message>
        <source>Column {name} holds lists or records, and a cell holds one value. Leave the column out, or write its parts as columns.</source>
        <translation>열 {name}에 목록이나 기록이 들어 있습니다. 칸 하나에는 값 하나만 들어갑니다. 이 열을 빼거나 그 부분들을 열로 나누어 쓰세요.</translation>
    </message>
    <message>
        <source>Column {name} holds more than {most} different values. Leave it out, or read it as numbers.</source>
        <translation>열 {name}에 서로 다른 값이 {most}개보다 많습니다. 이 열을 빼거나 수로 읽으세요.</translation>
    </message>
    <message>
        <source>Column {name} holds no value at all, so it has no mean. Leave it out.</source>
        <translation>열 {name}에 값이 하나도 없어 평균이 없습니다. 이 열을 빼세요.</translation>
    </message>
    <message>
        <source>Column {name} holds no value in any training sample, so it has no mean. Hold out fewer samples, give a constant for what is missing, or leave the column out.</source>
        <translation>열 {name}: 학습 표본에 값이 하나도 없어 평균을 구할 수 없습니다. 떼어 두는 표본을 줄이거나, 빠진 값에 쓸 상수를 정하거나, 이 열을 빼세요.</translation>
    </message>
    <message>
        <source>Column {name} holds {value}, which is neither true nor false.</source>
        <translation>{name} 열에 참도 거짓도 아닌 값이 있습니다: {value}.</translation>
    </message>
    <message>
        <source>Column {name} holds {value}, which is no number.</source>
        <translation>{name} 열에 수가 아닌 값이 있습니다: {value}.</translation>
    </message>
    <message>
        <source>Column {name} is planned twice. Plan it once.</source>
        <translation>열 {name}의 계획이 두 번 나옵니다. 한 번만 쓰세요.</translation>
    </message>
    <message>
        <source>Column {name}: missing values became the mean, {value} (rows: {count}).</source>
        <translation>열 {name}: 빠진 값을 평균으로 채웠습니다. 평균: {value}, 행 {count}개.</translation>
    </message>
    <message>
        <source>Column {name}: missing values became {value} (rows: {count}).</source>
        <translation>열 {name}: 빠진 값에 정해진 값을 넣었습니다. 값: {value}, 행 {count}개.</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>열</translation>
    </message>
    <message>
        <source>Columns of the same name were renamed: {names}.</source>
        <translation>같은 이름의 열은 이름을 바꾸었습니다: {names}.</translation>
    </message>
    <message>
        <source>Completing the table</source>
        <translation>표 마무리하는 중</translation>
    </message>
    <message>
        <source>Decimal sign</source>
        <translation>소수점</translation>
    </message>
    <message>
        <source>Decoding the Parquet file</source>
        <translation>Parquet 파일 푸는 중</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>인코딩</translation>
    </message>
    <message>
        <source>Encoding of categories</source>
        <translation>범주 표현</translation>
    </message>
    <message>
        <source>Every row lacks a value; {count} of them lack {name}. Leave that column out, or replace what is missing.</source>
        <translation>모든 행에 빠진 값이 있고, 그중 {count}개 행에는 {name} 값이 없습니다. 그 열을 빼거나 빠진 값을 채우세요.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Guessed from the start of the file.</source>
        <translation>파일의 첫머리로 짐작합니다.</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>머리글</translation>
    </message>
    <message>
        <source>How the file holds the table.</source>
        <translation>파일에 표가 담긴 방식.</translation>
    </message>
    <message>
        <source>It has 1 cell, but there are {columns} columns.</source>
        <translation>칸은 1개인데 열은 {columns}개입니다.</translation>
    </message>
    <message>
        <source>It has {cells} cells, but there are {columns} columns.</source>
        <translation>칸은 {cells}개인데 열은 {columns}개입니다.</translation>
    </message>
    <message>
        <source>It holds dates or times, which are neither numbers nor categories.</source>
        <translation>날짜나 시각이 들어 있는데, 이는 수도 범주도 아닙니다.</translation>
    </message>
    <message>
        <source>It holds lists or records.</source>
        <translation>목록이나 기록이 들어 있습니다.</translation>
    </message>
    <message>
        <source>It holds no value.</source>
        <translation>값이 없습니다.</translation>
    </message>
    <message>
        <source>It holds texts of up to {count} characters, too long for categories.</source>
        <translation>글이 최대 {count}글자라 범주로는 너무 깁니다.</translation>
    </message>
    <message>
        <source>It holds {count} different texts in {rows} rows, too many for categories.</source>
        <translation>{rows}행에 서로 다른 글이 {count}가지라 범주로는 너무 많습니다.</translation>
    </message>
    <message>
        <source>It is not a JSON object.</source>
        <translation>JSON 객체가 아닙니다.</translation>
    </message>
    <message>
        <source>It is the same in every row.</source>
        <translation>모든 행에서 같습니다.</translation>
    </message>
    <message>
        <source>It numbers the rows.</source>
        <translation>행 번호입니다.</translation>
    </message>
    <message>
        <source>Its cells such as {example} are read as numbers; signs and gaps do not count.</source>
        <translation>{example} 같은 칸을 수로 읽습니다. 기호와 빈칸은 무시합니다.</translation>
    </message>
    <message>
        <source>Its quotation marks do not close where a cell ends.</source>
        <translation>칸이 끝나는 곳에서 따옴표가 닫히지 않습니다.</translation>
    </message>
    <message>
        <source>JSON lines</source>
        <translation>JSON Lines</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Latin-1 (Western Europe)</source>
        <translation>Latin-1(서유럽)</translation>
    </message>
    <message>
        <source>Line {line} is longer than {limit} bytes. Is this a table of text? Choose another file or another format.</source>
        <translation>{line}번째 줄이 {limit}바이트보다 깁니다. 글로 된 표가 맞나요? 다른 파일이나 다른 형식을 고르세요.</translation>
    </message>
    <message>
        <source>Line {line} is not a whole JSON object. JSON lines hold one on each line; save an array of objects in that form first.</source>
        <translation>{line}번째 줄이 온전한 JSON 객체가 아닙니다. JSON Lines는 한 줄에 객체가 하나씩 있습니다. 객체 배열이라면 먼저 그 형식으로 저장하세요.</translation>
    </message>
    <message>
        <source>Line {line}: {why}</source>
        <translation>{line}번째 줄: {why}</translation>
    </message>
    <message>
        <source>Loading the reader of tables</source>
        <translation>표 읽기 기능 불러오는 중</translation>
    </message>
    <message>
        <source>Looking at the table</source>
        <translation>표 살펴보는 중</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>빠진 값</translation>
    </message>
    <message>
        <source>No column holds numbers, so none is a series. Choose another file.</source>
        <translation>수가 든 열이 없어 시계열로 쓸 열이 없습니다. 다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>No column is the target. Choose the column that is to be predicted.</source>
        <translation>목표인 열이 없습니다. 예측할 열을 고르세요.</translation>
    </message>
    <message>
        <source>No table is chosen yet. Choose a file.</source>
        <translation>표를 아직 고르지 않았습니다. 파일을 고르세요.</translation>
    </message>
    <message>
        <source>None of its rows can be used. {why} Choose a file with the same classes.</source>
        <translation>쓸 수 있는 행이 없습니다. {why} 클래스가 같은 파일을 고르세요.</translation>
    </message>
    <message>
        <source>None of its rows can be used: {count} of them are bad. Line {line}: {why} Choose another separator, or change what the columns hold.</source>
        <translation>쓸 수 있는 행이 없습니다. 잘못된 행이 {count}개입니다. {line}번째 줄: {why} 다른 구분자를 고르거나 열에 든 것을 바꾸세요.</translation>
    </message>
    <message>
        <source>On line {line}, column {name} holds {kind}, and a cell holds one value. Leave the column out, or write its parts as columns.</source>
        <translation>{line}번째 줄, 열 {name}: {kind} 값이 들어 있습니다. 칸 하나에는 값 하나만 들어갑니다. 이 열을 빼거나 그 부분들을 열로 나누어 쓰세요.</translation>
    </message>
    <message>
        <source>Parquet</source>
        <translation>Parquet</translation>
    </message>
    <message>
        <source>Quotation mark</source>
        <translation>따옴표</translation>
    </message>
    <message>
        <source>Reading the table</source>
        <translation>표 읽는 중</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>역할</translation>
    </message>
    <message>
        <source>Rule for missing values</source>
        <translation>빠진 값 처리 방법</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>구분자</translation>
    </message>
    <message>
        <source>Table from a file</source>
        <translation>파일에서 읽은 표</translation>
    </message>
    <message>
        <source>The categories would make {width} columns, and the most is {most}. Number the categories, or leave columns out.</source>
        <translation>범주를 펼치면 열이 {width}개가 되는데 {most}개까지 쓸 수 있습니다. 범주에 번호를 매기거나 열을 빼세요.</translation>
    </message>
    <message>
        <source>The column that holds the series. Left empty, the last one that holds numbers.</source>
        <translation>시계열이 든 열. 비워 두면 수가 든 마지막 열입니다.</translation>
    </message>
    <message>
        <source>The comma cannot part the columns and be the decimal sign too. Choose another separator or the decimal point.</source>
        <translation>쉼표가 구분자이면서 소수점일 수는 없습니다. 다른 구분자나 소수점을 고르세요.</translation>
    </message>
    <message>
        <source>The constant of column {name} is {value}. Give a number.</source>
        <translation>열 {name}의 상수가 {value}입니다. 수를 주세요.</translation>
    </message>
    <message>
        <source>The end of the Parquet file is missing: its footer should have {length} bytes, and the file has {size}. Copy or download it again.</source>
        <translation>Parquet 파일의 끝이 없습니다. 푸터가 {length}바이트여야 하는데 파일이 {size}바이트입니다. 다시 복사하거나 내려받으세요.</translation>
    </message>
    <message>
        <source>The file holds no JSON object with a value. Choose one that holds a table.</source>
        <translation>파일에 값이 든 JSON 객체가 없습니다. 표가 든 파일을 고르세요.</translation>
    </message>
    <message>
        <source>The file holds nothing but empty lines. Choose one that holds a table.</source>
        <translation>파일에 빈 줄뿐입니다. 표가 든 파일을 고르세요.</translation>
    </message>
    <message>
        <source>The file is empty. Choose one that holds a table.</source>
        <translation>파일이 비어 있습니다. 표가 든 파일을 고르세요.</translation>
    </message>
    <message>
        <source>The file is not a sound Parquet file ({reason}). Write it again, or choose another one.</source>
        <translation>올바른 Parquet 파일이 아닙니다({reason}). 다시 저장하거나 다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>The file is packed with {packer}. Unpack it first, then open it.</source>
        <translation>압축한 파일입니다({packer}). 먼저 압축을 푼 다음 여세요.</translation>
    </message>
    <message>
        <source>The quotation marks of line {line} do not close. Choose another quotation mark, or none.</source>
        <translation>{line}번째 줄의 따옴표가 닫히지 않습니다. 다른 따옴표를 고르거나 없음으로 하세요.</translation>
    </message>
    <message>
        <source>The table has one column only, {name}; it takes an input and a target. Choose another separator, or another file.</source>
        <translation>표에 열이 {name} 하나뿐입니다. 입력과 목표가 있어야 합니다. 다른 구분자나 다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>The table has {columns} columns, and no more than {limit} are read. Take a part of them, or choose another separator.</source>
        <translation>표에 열이 {columns}개 있지만 {limit}개까지만 읽습니다. 일부만 쓰거나 다른 구분자를 고르세요.</translation>
    </message>
    <message>
        <source>There is a zero byte at offset {offset}, which no text holds. Choose another encoding, or another file.</source>
        <translation>위치 {offset}에 글에는 없는 0 바이트가 있습니다. 다른 인코딩이나 다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>There is no column {name}. There are: {known}. Choose the columns again.</source>
        <translation>{name} 열이 없습니다. 있는 열: {known}. 열을 다시 고르세요.</translation>
    </message>
    <message>
        <source>There is no row below the names of the columns. Choose a file with rows.</source>
        <translation>열 이름 아래에 행이 없습니다. 행이 있는 파일을 고르세요.</translation>
    </message>
    <message>
        <source>There is no value for column {name}, and nothing stands in for one. Give one.</source>
        <translation>열 {name}의 값이 없고 대신 쓸 값도 없습니다. 값을 넣으세요.</translation>
    </message>
    <message>
        <source>UTF-16 with a mark</source>
        <translation>UTF-16(BOM 있음)</translation>
    </message>
    <message>
        <source>UTF-16, big end first</source>
        <translation>UTF-16, 빅 엔디언</translation>
    </message>
    <message>
        <source>UTF-16, little end first</source>
        <translation>UTF-16, 리틀 엔디언</translation>
    </message>
    <message>
        <source>UTF-8</source>
        <translation>UTF-8</translation>
    </message>
    <message>
        <source>UTF-8 with a mark</source>
        <translation>UTF-8(BOM 있음)</translation>
    </message>
    <message>
        <source>What each column is for; guessed if nothing is planned.</source>
        <translation>열마다 쓰임. 정하지 않으면 짐작합니다.</translation>
    </message>
    <message>
        <source>What parts the cells of a row.</source>
        <translation>한 행의 칸을 나누는 글자.</translation>
    </message>
    <message>
        <source>What stands around cells that hold a separator.</source>
        <translation>구분자가 든 칸을 감싸는 글자.</translation>
    </message>
    <message>
        <source>What stands before the fraction of a number.</source>
        <translation>소수 앞에 오는 글자.</translation>
    </message>
    <message>
        <source>Whether the first row holds the names of the columns.</source>
        <translation>첫 행이 열 이름인지.</translation>
    </message>
    <message>
        <source>Which letters the bytes of the file mean.</source>
        <translation>파일의 바이트가 뜻하는 글자.</translation>
    </message>
    <message>
        <source>Windows-1252 (Western Europe)</source>
        <translation>Windows-1252(서유럽)</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>목록</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>쉼표</translation>
    </message>
    <message>
        <source>double</source>
        <translation>큰따옴표</translation>
    </message>
    <message>
        <source>guess</source>
        <translation>짐작</translation>
    </message>
    <message>
        <source>no</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>point</source>
        <translation>점</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>세미콜론</translation>
    </message>
    <message>
        <source>single</source>
        <translation>작은따옴표</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>탭</translation>
    </message>
    <message>
        <source>text with separators</source>
        <translation>구분자로 나눈 글</translation>
    </message>
    <message>
        <source>vertical bar</source>
        <translation>세로줄</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>있음</translation>
    </message>
    <message>
        <source>{count} bad rows were left out: lines {lines}. The first of them: {why}</source>
        <translation>잘못된 행 {count}개를 뺐습니다: {lines}번째 줄. 그 가운데 첫째: {why}</translation>
    </message>
    <message>
        <source>{count} columns are planned, and no more than {limit} are read. Plan fewer.</source>
        <translation>계획한 열이 {count}개이지만 {limit}개까지만 읽습니다. 열을 줄이세요.</translation>
    </message>
    <message>
        <source>{count} rows without a value were left out ({columns}).</source>
        <translation>값이 없는 행 {count}개를 뺐습니다({columns}).</translation>
    </message>
    <message>
        <source>{file}: {what}</source>
        <translation>{file}: {what}</translation>
    </message>
    <message>
        <source>{line} is not the plan of a column. Choose the columns of the table again.</source>
        <translation>열의 계획이 아닌 것이 있습니다: {line}. 표의 열을 다시 고르세요.</translation>
    </message>
    <message>
        <source>{name} is the target, and no other column is an input. Choose at least one column to predict it from.</source>
        <translation>{name} 열이 목표이고, 입력인 열이 없습니다. 예측에 쓸 열을 하나 이상 고르세요.</translation>
    </message>
    <message>
        <source>{percent} % of its cells are empty.</source>
        <translation>칸의 {percent} %가 비어 있습니다.</translation>
    </message>
    <message>
        <source>{percent} % of its cells are empty; they become the mean of the training samples.</source>
        <translation>칸의 {percent} %가 비어 있으며, 빈 칸은 학습 표본의 평균으로 채웁니다.</translation>
    </message>
    <message>
        <source>{percent} % of its cells are empty; they count as a category of their own.</source>
        <translation>칸의 {percent} %가 비어 있으며, 빈 칸을 별도의 범주로 봅니다.</translation>
    </message>
    <message>
        <source>{what} cannot be {value} in a table. It takes one of {allowed}.</source>
        <translation>{what}: 표에 {value} 값을 쓸 수 없습니다. 쓸 수 있는 값: {allowed}.</translation>
    </message>
</context>
<context>
    <name>time</name>
    <message>
        <source>Back to the newest</source>
        <translation>최신 스텝으로</translation>
    </message>
    <message>
        <source>Beyond that, earlier checkpoints become rarer; every step can still be visited.</source>
        <translation>이를 넘으면 오래된 체크포인트를 드문드문 남깁니다. 그래도 모든 스텝을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Continue from here</source>
        <translation>여기서 이어 하기</translation>
    </message>
    <message>
        <source>Drag to any step of the run; everything in the window shows it as it was then.</source>
        <translation>실행의 아무 스텝으로나 끌면 창 전체가 그때의 모습을 보여 줍니다.</translation>
    </message>
    <message>
        <source>How fast the run is played.</source>
        <translation>실행을 재생하는 속도입니다.</translation>
    </message>
    <message>
        <source>Memory that the time line takes, and may take.</source>
        <translation>시간선이 쓰는 메모리와 쓸 수 있는 메모리입니다.</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>한 스텝 뒤로</translation>
    </message>
    <message>
        <source>One step forward</source>
        <translation>한 스텝 앞으로</translation>
    </message>
    <message>
        <source>Play the run from here</source>
        <translation>여기부터 실행 재생</translation>
    </message>
    <message>
        <source>Show the run as it is now</source>
        <translation>현재 실행을 보여 줍니다</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>Step shown</source>
        <translation>보이는 스텝</translation>
    </message>
    <message>
        <source>Step {step} cannot be made again without the project&apos;s data. Shown is step {other}, the nearest that was kept.</source>
        <translation>프로젝트의 데이터가 없어 다시 만들 수 없는 스텝입니다: {step}. 저장된 것 가운데 가장 가까운 스텝을 보여 줍니다: {other}.</translation>
    </message>
    <message>
        <source>The earlier steps of this run were not kept.</source>
        <translation>이 실행의 이전 스텝은 저장되지 않았습니다.</translation>
    </message>
    <message>
        <source>The first steps have as much room as the many later ones: see the marks below it.</source>
        <translation>처음 스텝들이 뒤의 많은 스텝만큼 자리를 차지합니다. 아래 눈금을 보세요.</translation>
    </message>
    <message>
        <source>The run goes on from step {step}. Undo brings the later steps back.</source>
        <translation>스텝 {step}에서 이어 갑니다. 실행 취소하면 이후 스텝이 되살아납니다.</translation>
    </message>
    <message>
        <source>The step that is shown. Type another one and press Enter.</source>
        <translation>지금 보이는 스텝입니다. 다른 스텝을 입력하고 Enter를 누르세요.</translation>
    </message>
    <message>
        <source>There is no step {step}. Type a number from {first} to {last}.</source>
        <translation>{step}번 스텝은 없습니다. {first}부터 {last}까지의 수를 입력하세요.</translation>
    </message>
    <message>
        <source>Time line</source>
        <translation>시간선</translation>
    </message>
    <message>
        <source>Train on from this step. What came later stays as a faint curve; undo brings it back.</source>
        <translation>이 스텝부터 이어서 학습합니다. 이후의 것은 흐린 곡선으로 남고, 실행 취소하면 되살아납니다.</translation>
    </message>
    <message>
        <source>Train on: every step from here on can then be visited.</source>
        <translation>이어서 학습하면 여기서부터의 모든 스텝을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Train: every step of the run can then be visited here.</source>
        <translation>학습하면 실행의 모든 스텝을 여기에서 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Undo keeps earlier runs in {used} of {budget} MB. Together that is {sum} MB, less what both share.</source>
        <translation>실행 취소를 위해 이전 실행을 {used} / {budget} MB에 보관합니다. 시간선과 합하면 {sum} MB이며, 함께 쓰는 부분은 두 번 세었습니다.</translation>
    </message>
    <message>
        <source>Without the project&apos;s data, the time line goes to those {count} steps alone that were kept.</source>
        <translation>프로젝트의 데이터가 없어 시간선에서는 저장된 스텝 {count}개만 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>memory {used} of {budget} MB</source>
        <translation>메모리 {used} / {budget} MB</translation>
    </message>
    <message>
        <source>of {last}</source>
        <translation>/ {last}</translation>
    </message>
    <message>
        <source>of {last}: looking back</source>
        <translation>/ {last}: 되돌아보는 중</translation>
    </message>
    <message>
        <source>on the way: now at {step}</source>
        <translation>가는 중: 지금 {step}</translation>
    </message>
    <message>
        <source>on the way: preparing …</source>
        <translation>가는 중: 준비하는 중 …</translation>
    </message>
    <message>
        <source>step</source>
        <translation>스텝</translation>
    </message>
</context>
<context>
    <name>training</name>
    <message>
        <source>After how many passes over the training samples it stops, when it is not endless.</source>
        <translation>끝없이 학습하지 않을 때, 학습 표본 전체를 몇 번 본 다음 멈출지 정합니다.</translation>
    </message>
    <message>
        <source>Batch normalisation needs at least 2 samples in every batch, but {samples} training samples in batches of {size} end in a batch of 1. Choose another batch size, or take out the batch normalisation.</source>
        <translation>배치 정규화에는 배치마다 표본이 2개 이상 필요한데, 학습 표본이 {samples}개이고 배치 크기가 {size}이어서 마지막 배치에 표본이 1개만 남습니다. 배치 크기를 바꾸거나 배치 정규화 노드를 빼세요.</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>배치 크기</translation>
    </message>
    <message>
        <source>Batches and length</source>
        <translation>배치와 길이</translation>
    </message>
    <message>
        <source>Compiled</source>
        <translation>컴파일</translation>
    </message>
    <message>
        <source>Decides the first weights and the order of the samples. The same seed gives the same run.</source>
        <translation>초기 가중치와 표본의 순서를 정합니다. 시드가 같으면 실행도 똑같습니다.</translation>
    </message>
    <message>
        <source>Draw the samples in a new order in every epoch. The seed decides the orders.</source>
        <translation>에포크마다 표본의 순서를 새로 섞습니다. 순서는 시드가 정합니다.</translation>
    </message>
    <message>
        <source>Drop last</source>
        <translation>마지막 배치 빼기</translation>
    </message>
    <message>
        <source>Eager</source>
        <translation>즉시 실행</translation>
    </message>
    <message>
        <source>Endless</source>
        <translation>끝없이</translation>
    </message>
    <message>
        <source>Endless is on: training goes on until you pause it.</source>
        <translation>끝없이가 켜져 있어 일시 정지할 때까지 학습합니다.</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>에포크 수</translation>
    </message>
    <message>
        <source>Executor</source>
        <translation>실행 방식</translation>
    </message>
    <message>
        <source>Fastest</source>
        <translation>가장 빠른 방식</translation>
    </message>
    <message>
        <source>Flat</source>
        <translation>펼친 실행</translation>
    </message>
    <message>
        <source>Full batch</source>
        <translation>전체 배치</translation>
    </message>
    <message>
        <source>Full batch is on: every step takes all samples.</source>
        <translation>전체 배치가 켜져 있어 스텝마다 모든 표본을 씁니다.</translation>
    </message>
    <message>
        <source>How many samples each step takes, when it does not take all.</source>
        <translation>전체를 쓰지 않을 때 스텝마다 쓰는 표본의 수입니다.</translation>
    </message>
    <message>
        <source>How many threads calculate a step; 0: as many as are fastest, measured on this machine. A compiled step always has one.</source>
        <translation>한 스텝을 계산하는 스레드의 수입니다. 0이면 이 컴퓨터에서 재어 가장 빠른 수로 정합니다. 컴파일한 스텝은 항상 스레드 1개를 씁니다.</translation>
    </message>
    <message>
        <source>Leave out the last batch of an epoch where too few samples are left to fill it. A batch size above the number of samples gives one batch of them all, which stays.</source>
        <translation>남은 표본이 모자라 다 채우지 못하면 에포크의 마지막 배치를 뺍니다. 배치 크기가 표본 수보다 크면 모든 표본이 한 배치가 되며, 이 배치는 빼지 않습니다.</translation>
    </message>
    <message>
        <source>Measured on this machine while it trains.</source>
        <translation>학습하는 동안 이 컴퓨터에서 재어 정합니다.</translation>
    </message>
    <message>
        <source>Nesterov needs momentum: set it above 0 first.</source>
        <translation>네스테로프에는 모멘텀이 필요합니다. 먼저 모멘텀을 0보다 크게 하세요.</translation>
    </message>
    <message>
        <source>Nothing can learn here: every weight stands before a step, whose gradient is zero. Use sigmoids or, for a single layer, the perceptron rule.</source>
        <translation>여기서는 아무것도 배울 수 없습니다. 모든 가중치가 기울기가 0인 계단 함수 앞에 있습니다. 시그모이드를 쓰거나, 층이 하나이면 퍼셉트론 규칙을 쓰세요.</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>옵티마이저</translation>
    </message>
    <message>
        <source>PyTorch&apos;s operations of one step, traced once.</source>
        <translation>한 스텝의 PyTorch 연산을 한 번 기록해 두고 씁니다.</translation>
    </message>
    <message>
        <source>PyTorch, one operation after the other.</source>
        <translation>PyTorch가 연산을 하나씩 차례로 합니다.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>섞기</translation>
    </message>
    <message>
        <source>Stopped at step {step}. PyTorch says: {reason}</source>
        <translation>스텝 {step}에서 멈췄습니다. PyTorch의 메시지: {reason}</translation>
    </message>
    <message>
        <source>Stopped at step {step}: {what}. The last finite weights are kept. The likely cause is the learning rate of {rate}: lower it, then reset or go on.</source>
        <translation>스텝 {step}에서 멈췄습니다: {what}. 마지막으로 유한했던 가중치를 남겨 두었습니다. 학습률 {rate} 때문일 가능성이 큽니다. 학습률을 낮춘 다음 처음으로 되돌리거나 이어서 학습하세요.</translation>
    </message>
    <message>
        <source>Take all training samples in every step, so that one epoch is one step.</source>
        <translation>스텝마다 모든 학습 표본을 써서 한 에포크가 한 스텝이 됩니다.</translation>
    </message>
    <message>
        <source>The perceptron learning rule compares answers with targets of 0 and 1. Take data with classes and the loss MSE, or another optimiser.</source>
        <translation>퍼셉트론 학습 규칙은 답을 0과 1인 목표와 견줍니다. 클래스가 있는 데이터와 손실 MSE를 고르거나, 다른 옵티마이저를 고르세요.</translation>
    </message>
    <message>
        <source>The perceptron learning rule trains a layer of step units right before the output, and here is another one. Choose the activation step, or another optimiser.</source>
        <translation>퍼셉트론 학습 규칙은 출력 바로 앞의 계단 유닛 층만 학습하는데, 여기에는 다른 층이 있습니다. 활성화 함수로 계단을 고르거나, 다른 옵티마이저를 고르세요.</translation>
    </message>
    <message>
        <source>The perceptron learning rule trains a single layer, but here are {count} layers with weights: it cannot say what the layers before the last one should answer. Use sigmoids or tanh, and SGD.</source>
        <translation>퍼셉트론 학습 규칙은 한 층만 학습하는데, 여기에는 가중치가 있는 층이 {count}개 있습니다. 마지막 층보다 앞의 층이 무엇을 답해야 하는지는 알려 줄 수 없습니다. 시그모이드나 tanh와 SGD를 쓰세요.</translation>
    </message>
    <message>
        <source>The rule by which gradients become steps. Another one begins with its default settings.</source>
        <translation>기울기로 가중치를 갱신하는 규칙입니다. 다른 것을 고르면 그 기본 설정으로 시작합니다.</translation>
    </message>
    <message>
        <source>The traced step as machine code.</source>
        <translation>기록한 스텝을 기계어로 바꿔 씁니다.</translation>
    </message>
    <message>
        <source>There are no training samples. Lower the validation share.</source>
        <translation>학습 표본이 없습니다. 검증 비율을 낮추세요.</translation>
    </message>
    <message>
        <source>There is no Output on the canvas. Add one to choose a loss.</source>
        <translation>캔버스에 출력 노드가 없습니다. 손실을 고르려면 출력 노드를 추가하세요.</translation>
    </message>
    <message>
        <source>There is no optimiser named {name}. There are: {known}.</source>
        <translation>{name}: 그런 옵티마이저는 없습니다. 있는 것: {known}.</translation>
    </message>
    <message>
        <source>There is nothing to learn: no layer with weights leads to the output. Add Dense.</source>
        <translation>배울 것이 없습니다. 가중치가 있는 층이 출력까지 이어지지 않습니다. Dense를 추가하세요.</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>스레드 수</translation>
    </message>
    <message>
        <source>Train until you pause.</source>
        <translation>일시 정지할 때까지 학습합니다.</translation>
    </message>
    <message>
        <source>Training would only stop again at step {step}: nothing has changed since it did. Reset, and lower the learning rate of {rate}.</source>
        <translation>스텝 {step}에서 멈춘 뒤 바뀐 것이 없어서 학습해도 다시 멈춥니다. 처음으로 되돌리고 지금의 학습률({rate})을 낮추세요.</translation>
    </message>
    <message>
        <source>What makes the steps. All make the same ones, to the last digits that float32 can hold.</source>
        <translation>스텝을 계산하는 방식입니다. 어느 것을 골라도 결과는 float32의 마지막 자릿수 정도까지 같습니다.</translation>
    </message>
    <message>
        <source>the loss became {value}</source>
        <translation>손실이 {value}가 되었습니다</translation>
    </message>
    <message>
        <source>the output of the network became NaN or infinite</source>
        <translation>신경망의 출력이 NaN이나 무한대가 되었습니다</translation>
    </message>
    <message>
        <source>{name} became NaN or infinite</source>
        <translation>{name} 값이 NaN이나 무한대가 되었습니다</translation>
    </message>
    <message>
        <source>{name} cannot be NaN or infinite.</source>
        <translation>{name}: NaN이나 무한대가 될 수 없습니다.</translation>
    </message>
    <message>
        <source>{name} has the shape {own} and cannot take values of the shape {other}.</source>
        <translation>{name}: 형태가 {own}이어서 {other} 형태의 값을 받을 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>truth</name>
    <message>
        <source>A truth table lists every combination of 0 and 1, so it needs data with two to four columns. These data have {count}.</source>
        <translation>진리표는 0과 1의 모든 조합을 늘어놓으므로 열이 2개에서 4개인 데이터가 필요합니다. 이 데이터의 열은 {count}개입니다.</translation>
    </message>
    <message>
        <source>An output above {threshold} means 1.</source>
        <translation>출력이 {threshold}보다 크면 1로 봅니다.</translation>
    </message>
    <message>
        <source>The data have none of these rows, so there is nothing to compare with.</source>
        <translation>데이터에 이런 행이 없어서 비교할 것이 없습니다.</translation>
    </message>
    <message>
        <source>The largest output decides.</source>
        <translation>가장 큰 출력이 답을 정합니다.</translation>
    </message>
    <message>
        <source>The target of these data is a number, so no answer is right or wrong.</source>
        <translation>이 데이터의 목표는 수이므로 맞고 틀린 답이 없습니다.</translation>
    </message>
    <message>
        <source>There are no answers yet: they appear once the drawing leads to an Output.</source>
        <translation>아직 답이 없습니다. 그림이 출력까지 이어지면 나타납니다.</translation>
    </message>
    <message>
        <source>Truth table</source>
        <translation>진리표</translation>
    </message>
    <message>
        <source>What the network answers to every combination of 0 and 1 (truth table, 진리표), beside the target that the data have for it.</source>
        <translation>0과 1의 모든 조합에 신경망이 내는 답과, 데이터가 정한 목표를 나란히 보여 줍니다(진리표).</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>답</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>right</source>
        <translation>맞음</translation>
    </message>
    <message>
        <source>right?</source>
        <translation>맞았나요?</translation>
    </message>
    <message>
        <source>target</source>
        <translation>목표</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>틀림</translation>
    </message>
    <message>
        <source>{right} of {count} rows are right.</source>
        <translation>{count}행 가운데 {right}행이 맞습니다.</translation>
    </message>
</context>
<context>
    <name>undo</name>
    <message>
        <source>Change the columns of the table</source>
        <translation>표의 열 바꾸기</translation>
    </message>
    <message>
        <source>Change the features</source>
        <translation>특성 바꾸기</translation>
    </message>
    <message>
        <source>Change the learning rate</source>
        <translation>학습률 변경</translation>
    </message>
    <message>
        <source>Change {setting}</source>
        <translation>{setting} 변경</translation>
    </message>
    <message>
        <source>Continue from step {step}</source>
        <translation>스텝 {step}에서 이어 하기</translation>
    </message>
    <message>
        <source>Erase a point</source>
        <translation>점 지우기</translation>
    </message>
    <message>
        <source>Erase {count} points</source>
        <translation>점 {count}개 지우기</translation>
    </message>
    <message>
        <source>Locate the data</source>
        <translation>데이터 찾기</translation>
    </message>
    <message>
        <source>New data</source>
        <translation>새 데이터</translation>
    </message>
    <message>
        <source>One epoch</source>
        <translation>한 에포크</translation>
    </message>
    <message>
        <source>One step</source>
        <translation>한 스텝</translation>
    </message>
    <message>
        <source>Paint a point</source>
        <translation>점 찍기</translation>
    </message>
    <message>
        <source>Paint {count} points</source>
        <translation>점 {count}개 찍기</translation>
    </message>
    <message>
        <source>Read the data again</source>
        <translation>데이터 다시 읽기</translation>
    </message>
    <message>
        <source>Redo {step}</source>
        <translation>{step} 다시 실행</translation>
    </message>
    <message>
        <source>Rename {node}</source>
        <translation>{node} 이름 바꾸기</translation>
    </message>
    <message>
        <source>Restore {run}</source>
        <translation>{run} 되살리기</translation>
    </message>
    <message>
        <source>Set a weight of {node}</source>
        <translation>{node} 가중치 설정</translation>
    </message>
    <message>
        <source>Start from seed {seed}</source>
        <translation>시드 {seed}에서 시작</translation>
    </message>
    <message>
        <source>Take all points away</source>
        <translation>모든 점 지우기</translation>
    </message>
    <message>
        <source>Take the data {source}</source>
        <translation>데이터 바꾸기: {source}</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Undo {step}</source>
        <translation>{step} 실행 취소</translation>
    </message>
    <message>
        <source>What the run had learned before was given up to save memory. It begins from its first weights.</source>
        <translation>메모리를 아끼려고 이 실행이 그 전에 배운 것을 버렸습니다. 초기 가중치에서 시작합니다.</translation>
    </message>
    <message>
        <source>{title} cannot be taken back: the weights before it were given up to save memory.</source>
        <translation>{title}: 메모리를 아끼려고 그 전의 가중치를 버려서 실행을 취소할 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>weights</name>
    <message>
        <source>A weight cannot be “{typed}”; it stays {value}. Type a number such as 0.5 or 1e-3.</source>
        <translation>“{typed}”: 가중치로 쓸 수 없어 {value} 값을 그대로 둡니다. 0.5나 1e-3 같은 수를 입력하세요.</translation>
    </message>
    <message>
        <source>Unit {unit}, input {input}: {value}</source>
        <translation>유닛 {unit}, 입력 {input}: {value}</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>{title}, {size}, colours ±{scale}</source>
        <translation>{title}, {size}, 색 범위 ±{scale}</translation>
    </message>
</context>
<context>
    <name>welcome</name>
    <message>
        <source>A disc inside a ring, separated by four hidden units.</source>
        <translation>고리 안에 놓인 원판을 은닉 유닛 네 개가 가릅니다.</translation>
    </message>
    <message>
        <source>A project, or data such as a CSV file; or drop it here.</source>
        <translation>프로젝트나 CSV 파일 같은 데이터를 엽니다. 여기에 끌어다 놓아도 됩니다.</translation>
    </message>
    <message>
        <source>Blobs</source>
        <translation>점 무리</translation>
    </message>
    <message>
        <source>Circle</source>
        <translation>원</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>숫자</translation>
    </message>
    <message>
        <source>Drag layers from the palette, or double-click and type.</source>
        <translation>팔레트에서 층을 끌어오거나, 두 번 클릭하고 이름을 입력하세요.</translation>
    </message>
    <message>
        <source>Draw a neural network, train it, and watch it learn.</source>
        <translation>신경망을 그리고, 학습시키고, 배우는 모습을 지켜보세요.</translation>
    </message>
    <message>
        <source>Empty canvas</source>
        <translation>빈 캔버스</translation>
    </message>
    <message>
        <source>Exam</source>
        <translation>시험 합격</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>필터</translation>
    </message>
    <message>
        <source>Four inputs</source>
        <translation>입력 넷</translation>
    </message>
    <message>
        <source>Handwritten digits from 0 to 9; draw your own and see what the network says.</source>
        <translation>0부터 9까지의 손글씨 숫자. 직접 그려서 신경망이 뭐라고 답하는지 보세요.</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>레슨</translation>
    </message>
    <message>
        <source>More examples</source>
        <translation>다른 예제</translation>
    </message>
    <message>
        <source>NAND, OR and AND make XOR: three neurons with ready weights, no training.</source>
        <translation>NAND, OR, AND로 XOR을 만듭니다. 가중치가 정해진 뉴런 세 개이고, 학습은 필요 없습니다.</translation>
    </message>
    <message>
        <source>One neuron</source>
        <translation>뉴런 하나</translation>
    </message>
    <message>
        <source>One neuron cannot learn XOR: see where it ends.</source>
        <translation>뉴런 하나는 XOR을 배우지 못합니다. 어디에서 멈추는지 보세요.</translation>
    </message>
    <message>
        <source>One neuron with four inputs and given weights, to follow by hand.</source>
        <translation>입력이 넷이고 가중치가 주어진 뉴런 하나. 손으로 따라 계산해 보세요.</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>열기…</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>최근 파일</translation>
    </message>
    <message>
        <source>Spiral</source>
        <translation>나선</translation>
    </message>
    <message>
        <source>The digits again, by a convolution whose filters become detectors of strokes.</source>
        <translation>같은 손글씨 숫자를 합성곱으로 알아봅니다. 필터가 획을 찾아내는 검출기가 됩니다.</translation>
    </message>
    <message>
        <source>Twelve, from one neuron to batches. Their steps tick themselves.</source>
        <translation>뉴런 하나에서 배치까지 짧은 레슨 열둘. 단계는 저절로 표시됩니다.</translation>
    </message>
    <message>
        <source>Two arms wound around each other, for two hidden layers.</source>
        <translation>서로 감긴 두 팔을 은닉층 두 개로 가릅니다.</translation>
    </message>
    <message>
        <source>Two clouds of points that one neuron separates with a line.</source>
        <translation>뉴런 하나가 점 무리 둘을 직선으로 가릅니다.</translation>
    </message>
    <message>
        <source>Two inputs, two hidden units, one output. Press Space to train it.</source>
        <translation>입력 둘, 은닉 유닛 둘, 출력 하나입니다. Space를 누르면 학습합니다.</translation>
    </message>
    <message>
        <source>Who passes? 2,000 people from a CSV table, with samples held out.</source>
        <translation>누가 합격할까요? CSV 표에 있는 2,000명의 데이터이고, 표본 일부를 떼어 둡니다.</translation>
    </message>
    <message>
        <source>XOR example</source>
        <translation>XOR 예제</translation>
    </message>
    <message>
        <source>XOR of gates</source>
        <translation>게이트 XOR</translation>
    </message>
</context>
<context>
    <name>window</name>
    <message>
        <source>All {epochs} epochs are done. Raise Epochs or choose Endless to go on.</source>
        <translation>{epochs}에포크를 모두 마쳤습니다. 이어서 학습하려면 에포크 수를 늘리거나 끝없이를 고르세요.</translation>
    </message>
    <message>
        <source>PyTorch is still loading. It begins as soon as that is done.</source>
        <translation>PyTorch를 아직 불러오는 중입니다. 끝나는 대로 시작합니다.</translation>
    </message>
    <message>
        <source>The run has ended at step {step}. Its result is kept; Train goes on from here.</source>
        <translation>스텝 {step}에서 실행이 끝났습니다. 결과는 남아 있으며, 학습을 누르면 여기서 이어집니다.</translation>
    </message>
    <message>
        <source>Training cannot start: {reason}</source>
        <translation>학습을 시작할 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>What makes the steps of training, and on how many threads. {executor}: {help}</source>
        <translation>학습 스텝을 무엇으로 몇 개의 스레드에서 만드는지 나타냅니다. {executor}: {help}</translation>
    </message>
    <message>
        <source>{count} parameters · building the network …</source>
        <translation>파라미터 {count}개 · 신경망을 만드는 중 …</translation>
    </message>
    <message>
        <source>{count} parameters · {executor}, CPU, 1 thread</source>
        <translation>파라미터 {count}개 · {executor}, CPU, 스레드 1개</translation>
    </message>
    <message>
        <source>{count} parameters · {executor}, CPU, {threads} threads</source>
        <translation>파라미터 {count}개 · {executor}, CPU, 스레드 {threads}개</translation>
    </message>
</context>
</TS>
